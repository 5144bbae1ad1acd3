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


def edit(text: str) -> str | None:
    """The text as the user leaves it in $VISUAL or $EDITOR; None where neither is set.

    Blocks until the editor has ended. The file is private and goes away with it.

    Raises:
        EditorError: the editor cannot be started, or said that it failed.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        return None
    with tempfile.TemporaryDirectory(prefix="aixtui-") as folder:
        path = Path(folder) / "text.md"
        path.write_text(text, encoding="utf-8")
        try:
            process = subprocess.run([*shlex.split(command), str(path)], check=False)
            if process.returncode != 0:
                raise EditorError(f"{command} ended with code {process.returncode}.")
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise EditorError(f"{command}: {getattr(error, 'strerror', None) or error}.") from error
