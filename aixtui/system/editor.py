"""The user's own editor, for long texts."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from aixtui.system.child_environment import without_keys
from aixtui.system.editor_command import editor_command

USUAL = ("notepad",) if os.name == "nt" else ("vi", "nano", "editor")
"""What edits a file where VISUAL and EDITOR name nothing: the one that POSIX has everywhere first."""
_WAKING_SECONDS = 60.0


class EditorError(Exception):
    """The file could not be edited."""

    title = "Cannot open the editor"
    hint = "Set VISUAL or EDITOR to a program that edits a file, such as vi or nano."

    def __init__(self, sentence: str, *, has_run: bool = False) -> None:
        super().__init__(sentence)
        if has_run:
            self.title, self.hint = "The editor failed", "The text is as it was."


def editor() -> str | None:
    """The command of the editor, with its arguments; None where none is named, nor any of the usual there."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, USUAL), None)


def edit(path: Path, *, line: int = 0) -> bool:
    """Have the user edit a file, begun at a line, until the editor has ended; False where there is none.

    Raises:
        EditorError: the editor cannot be started, or said that it failed.
    """
    command = editor()
    if command is None:
        return False
    try:
        words = editor_command(command, path, line)
        with subprocess.Popen(words, env=without_keys()) as process, signals_for(process):
            code = _code_of(process)
    except (OSError, ValueError, IndexError) as error:  # open quotes, no word at all
        reason = getattr(error, "strerror", None) or error
        raise EditorError(f"{command}: {reason}.") from error
    if code != 0:
        raise EditorError(f"{command} ended with code {code}.", has_run=True)
    return True


def _code_of(process: subprocess.Popen[bytes]) -> int:
    """Wait for its end. A signal may come to another thread, and is acted on in this one when it wakes."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=_WAKING_SECONDS)  # wakes much more often


@contextmanager
def signals_for(process: subprocess.Popen[bytes]) -> Iterator[None]:
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
