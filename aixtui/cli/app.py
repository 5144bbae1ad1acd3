"""Opening the app."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from aixtui.auth.secret import Secret
from aixtui.cli.app_sandbox import AppSandbox
from aixtui.cli.connecting import key_from_stdin
from aixtui.cli.ending import tell_end
from aixtui.cli.named_settings import check_theme
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.output import say
from aixtui.settings.reading import read_settings
from aixtui.settings.tree import Settings
from aixtui.setup_error import SetupError
from aixtui.system.end_signals import EndSignals
from aixtui.system.garbage import put_off_garbage
from aixtui.system.terminal_state import TerminalState

if TYPE_CHECKING:
    from aixtui.listing.address import AppAddress
    from aixtui.system.launch_screen import LaunchScreen


class NoTerminalError(SetupError):
    """The app was started where nobody can see it or type: wrong usage, as there are commands for that."""

    title = "No terminal"
    exit_code = 2

    def __init__(self, text: str = "The app needs a terminal.") -> None:
        super().__init__(text, "Scripts use aixtui ls, get and run.")


def open_app(options: ConnectionOptions, start: "AppAddress | None" = None) -> int:
    """Run the app, from an address if there is one, until the user quits; return its exit code.

    The app connects after its first paint: the sandbox takes a moment to start, and so may a keyring.

    Raises:
        SettingsError: the settings file is not valid.
        CredentialError: stdin was to give a key and gave none.
        NoTerminalError: stdin or stderr, which the app draws on, is no terminal that it could be drawn on.
    """
    put_off_garbage()
    settings = read_settings()
    stdin_key = _key_before_the_keys() if options.api_key_stdin else None
    if not (os.isatty(0) and sys.stderr.isatty()):
        raise NoTerminalError
    _check_terminal_type()
    state = TerminalState()
    with EndSignals(state.reset) as signals:
        return _run_app(options, settings, stdin_key, start, signals, state)


def _run_app(
    options: ConnectionOptions,
    settings: Settings,
    stdin_key: Secret | None,
    start: "AppAddress | None",
    signals: EndSignals,
    state: TerminalState,
) -> int:
    check_theme(settings)
    with ExitStack() as to_stop:
        with _launch_screen() as screen:
            sandbox = AppSandbox(options, to_stop)
            from aixtui.cli.entrances import Entrances  # takes long, which the sandbox uses to start
            from aixtui.cli.launching import show_early

            entrances = Entrances(options, settings, stdin_key, sandbox)
            first = entrances.first(start)
            if (picture := entrances.picture(first)) is not None:
                show_early(first, picture, screen)
            from aixtui.build import build_app

            app = build_app(first, entrances, saying=entrances.said)
            code = app.run_in_terminal(signals, state, screen)
        entrances.remember(app.session.profile_name, app.left)
        entrances.keep_picture(app.session, app.left)
        connection = app.session.connection
        if connection is not None and not connection.ends_with_us:
            _tell_runs(app.session.in_flight.left_at_end, connection.options)
        again = [*entrances.arguments, app.left.address] if app.left.address else []
        tell_end(code, app.defect, again)
        return code


@contextmanager
def _launch_screen() -> "Iterator[LaunchScreen | None]":
    """Hold the terminal until the app takes it; if it does not, give it back. None on one without modes."""
    if find_spec("termios") is None:
        yield None
        return
    from aixtui.system.launch_screen import LaunchScreen

    try:
        screen = LaunchScreen()
    except OSError:  # which the app finds as well
        yield None
        return
    try:
        yield screen
    finally:
        if not screen.is_taken:
            screen.close()


def _tell_runs(number: int, options: str) -> None:
    """Say that runs go on that were watched; the options lead a command there."""
    if number:
        go = "1 run goes" if number == 1 else f"{number} runs go"
        command = f"aixtui runs ls {options}".rstrip()
        say(f"{go} on at the server: {command} lists them.")


def _check_terminal_type() -> None:
    """Refuse a terminal that can only print, by its own word.

    Raises:
        NoTerminalError: TERM says so, or nothing.
    """
    kind = os.environ.get("TERM", "")
    if os.name == "posix" and kind in ("", "dumb", "unknown"):
        what = f"TERM={kind}" if kind else "TERM is not set"
        raise NoTerminalError(f"The app needs a terminal on which it can draw ({what}).")


def _key_before_the_keys() -> Secret:
    """Read the key from stdin, then make the terminal stdin again: the app reads what is typed there."""
    key = key_from_stdin()
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise NoTerminalError from None
    os.dup2(terminal, 0)
    os.close(terminal)
    return key
