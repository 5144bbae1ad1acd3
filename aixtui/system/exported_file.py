"""Texts that the user wants in a file of their own."""

import os
from pathlib import Path

from aixtui.files.gate import require_file
from aixtui.system.private_file import new_file, replace_file


class ExportError(Exception):
    """A file could not be written; `str(error)` says which and why."""

    title = "Not saved"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


def is_taken(path: Path) -> bool:
    """Whether there is a file of this name already.

    Raises:
        ExportError: there can be none.
    """
    try:
        file = path.expanduser()
        exists = file.is_dir() or require_file(file) is not None
    except (OSError, RuntimeError) as error:  # a name too long, a home that nobody has
        raise ExportError(
            f"{path} cannot be written: {getattr(error, 'strerror', None) or error}."
        ) from error
    if file.is_dir():
        raise ExportError(f"{file} is a folder.", "Give the name of a file in it.")
    if not file.parent.is_dir():
        raise ExportError(f"There is no folder {file.parent}.")
    if not os.access(file if exists else file.parent, os.W_OK):
        raise ExportError(f"{file} cannot be written: it is not yours to write.")
    return exists


def save(path: Path, content: str | bytes, *, overwrite: bool = False) -> Path:
    """Write a private file, whole or not at all, and return where it is.

    Unless told to overwrite it is a new one: `name-2` where there is a `name` already.

    Raises:
        ExportError: it cannot be written.
    """
    file = path.expanduser()
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    try:
        if not overwrite:
            return new_file(file, data)
        replace_file(file, data)
    except OSError as error:
        raise ExportError(f"{file} cannot be written: {error.strerror}.") from error
    return file
