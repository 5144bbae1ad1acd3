"""The user's own editor, for long texts."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path


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
        path.write_text(text, encoding="utf-8")
        try:
            process = subprocess.run([*shlex.split(command), str(path)], check=False)
            if process.returncode != 0:
                raise EditorError(f"{command} ended with code {process.returncode}.")
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:  # ValueError: quotes that do not close, bytes that are no text
            raise EditorError(f"{command}: {getattr(error, 'strerror', None) or error}.") from error
