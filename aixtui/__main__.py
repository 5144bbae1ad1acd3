"""The command `aixtui`."""

import gc
import os
import sys

from aixtui import __version__

TYPE_CHECKING = False  # without the module `typing`, which would be most of what the version takes
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> None:
    """Run the command line and exit with its code."""
    # Answered before click is imported: scripts and bug reports ask for it often.
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"aixtui {__version__}\n")
        return
    if sys.argv[1:2] == ["__complete"]:  # what the scripts of `aixtui completion` ask at each press of Tab
        from aixtui.cli.completing import print_completions

        print_completions(sys.argv[2:])
        return
    gc.disable()  # until the command is known: all that is made by then stays
    try:
        from aixtui.cli.main import run
    except KeyboardInterrupt:
        _leave(130)
    _clean_up_when_stopped()  # until here a signal ends it at once: nothing has been started
    try:
        code = run(sys.argv[1:])
    except SystemExit as stopped:  # by a signal: threads that wait for what never comes would be waited for
        code = stopped.code if isinstance(stopped.code, int) else 1
    _leave(code)


def _clean_up_when_stopped() -> None:
    """Have a polite kill, or a closing terminal, unwind the stack, so that what was started is stopped."""
    import signal

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores one of them, and that is to stay so
            signal.signal(number, lambda stopped_by, _: sys.exit(128 + stopped_by))


def _leave(code: int) -> "NoReturn":
    """End the process at once.

    Everything is stored and closed by now, but daemon threads may still wait for a dead network. Taking
    the interpreter down around them takes longer than the app's own farewell, and can crash.
    """
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever read it has left
            if stream:  # what was closed from the start is None
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
