"""Files and folders of this machine, as they are typed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.text_codec import TextCodec

_LONGEST = 60


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # a home that nobody has
        raise ValueError(f"a path on this machine: nobody has the home of {_end(text)}") from None


def _checked(what: str, is_right: Callable[[Path], bool]) -> Callable[[str], Path]:
    """From what is typed to a path that can be read and is what is wanted."""

    def parse(text: str) -> Path:
        path = _path(text)
        try:
            if not path.exists():
                raise ValueError(f"{what} that is there, and {_end(text)} is not")
            if not is_right(path):
                raise ValueError(f"{what}, and {_end(text)} is {_kind_of(path)}")
            if not os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK):
                raise ValueError(f"{what} that you may read, and {_end(text)} is not")
        except OSError as error:  # a name that is too long, a folder around it that cannot be read
            raise ValueError(f"{what} that can be read: {error.strerror}") from None
        return path

    return parse


def is_empty_folder(path: Path) -> bool:
    """Whether it is a folder with nothing in it."""
    return path.is_dir() and next(path.iterdir(), None) is None


def _filled(text: str) -> Path:
    path: Path = FILE_OR_FOLDER.parse(text)
    if is_empty_folder(path):
        raise ValueError(f"a file, or a folder with something in it: {_end(text)} is empty")
    return path


def _end(text: str) -> str:
    """A path as a message names it: of a long one the end, which tells it from others."""
    line = clean(text)
    return line if len(line) <= _LONGEST else f"…{line[-_LONGEST:]}"


def _kind_of(path: Path) -> str:
    return "a folder" if path.is_dir() else "a file" if path.is_file() else "something else"


def _show(value: Any) -> str:
    return "" if value is None else str(value)


FILE_OR_FOLDER = TextCodec(
    _show, _checked("a file or a folder", lambda path: path.is_file() or path.is_dir())
)
FILE_OR_FILLED_FOLDER = FILE_OR_FOLDER._replace(parse=_filled)
LOCAL_FILE = TextCodec(_show, _checked("a file", Path.is_file))
LOCAL_FOLDER = TextCodec(_show, _checked("a folder", Path.is_dir))
