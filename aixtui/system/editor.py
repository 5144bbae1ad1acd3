"""The user's own editor, for long texts."""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any


class EditorError(Exception):
    """The text could not be edited; it is as it was."""

    title = "Cannot open the editor"
    hint = "Set VISUAL or EDITOR to a program that edits a file, such as vi or nano."


def editor() -> str | None:
    """The command of the editor, with its arguments; None where VISUAL and EDITOR name none."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or None


def edit(text: str) -> str | None:
    """The text as the user leaves it in the editor; None where there is none.

    Blocks until the editor has ended. The file is private and goes away with it.

    Raises:
        EditorError: the editor cannot be started, or said that it failed.
    """
    command = editor()
    if command is None:
        return None
    with tempfile.TemporaryDirectory(prefix="aixtui-") as folder:
        path = Path(folder) / "text.md"
        path.write_bytes(text.encode())
        try:
            with subprocess.Popen([*shlex.split(command), str(path)]) as process, _signals_for(process):
                code = process.wait()
            if code != 0:
                raise EditorError(f"{command} ended with code {code}.")
            return path.read_bytes().decode()  # as text each kind of line break would become one
        except (OSError, ValueError) as error:  # ValueError: quotes that do not close, bytes that are no text
            raise EditorError(f"{command}: {getattr(error, 'strerror', None) or error}.") from error


@contextmanager
def _signals_for(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Leave to the editor what is typed in it: Ctrl+C and the like reach both. What ends us ends it first."""
    before: dict[int, Any] = {}

    def ignore(*_: object) -> None:
        pass

    def stop(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)  # with the editor: a shell waits for us, not for that

    def pass_on(number: int, frame: FrameType | None) -> None:
        process.send_signal(number)
        if callable(before[number]):
            before[number](number, frame)

    handlers: dict[str, Callable[[int, FrameType | None], None]] = {
        **dict.fromkeys(("SIGINT", "SIGQUIT", "SIGCONT"), ignore),
        **dict.fromkeys(("SIGTERM", "SIGHUP"), pass_on),
        "SIGTSTP": stop,
    }
    for name, handler in handlers.items():
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
