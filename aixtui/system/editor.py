"""The user's own editor, for long texts."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from aixtui.system.editor_command import editor_command
from aixtui.system.private_file import new_file


class EditorError(Exception):
    """The text could not be edited; it is as it was. `kept` is the file, where that holds something else."""

    title = "Cannot open the editor"
    hint = "Set VISUAL or EDITOR to a program that edits a file, such as vi or nano."

    def __init__(self, sentence: str, kept: Path | None = None, *, has_run: bool = False) -> None:
        super().__init__(sentence)
        self.kept = kept
        if has_run or kept is not None:
            self.title, self.hint = "The editor failed", "The text is as it was."
        if kept is not None:
            self.hint = f"What was typed in it is in {kept}."


def editor() -> str | None:
    """The command of the editor, with its arguments; None where VISUAL and EDITOR name none."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or None


def edit(text: str, *, name: str = "text.md", line: int = 0) -> str | None:
    """The text as the user leaves it in the editor, begun at a line; None where there is no editor.

    Blocks until the editor has ended. The file is private, and stays only if it alone has what was typed.

    Raises:
        EditorError: the editor cannot be started, or said that it failed.
    """
    command = editor()
    if command is None:
        return None
    path = keep_text(text, name)
    is_done = False
    try:
        with subprocess.Popen(editor_command(command, path, line)) as process, signals_for(process):
            code = process.wait()
        if code != 0:
            raise EditorError(f"{command} ended with code {code}.", _changed(path, text), has_run=True)
        edited = path.read_bytes().decode()  # as text each kind of line break would become one
        is_done = True
    except (
        OSError,
        ValueError,
        IndexError,
    ) as error:  # open quotes, no word at all, bytes that are no text
        reason = getattr(error, "strerror", None) or error
        raise EditorError(f"{command}: {reason}.", _changed(path, text)) from error
    finally:
        if is_done or _changed(path, text) is None:
            shutil.rmtree(path.parent, ignore_errors=True)
    return edited


def keep_text(text: str, name: str) -> Path:
    """Put a text into a file of this name that only its owner can read, and return its path."""
    return new_file(Path(tempfile.mkdtemp(prefix="aixtui-")) / name, text.encode())


def _changed(path: Path, text: str) -> Path | None:
    """The file, where it holds something else than was put into it, or an editor has left files beside it."""
    try:
        is_as_it_was = path.read_bytes() == text.encode() and len(list(path.parent.iterdir())) == 1
    except OSError:
        return None
    return None if is_as_it_was else path


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
