"""What may lie where a file of ours is looked for: pipes, sockets, other people's files."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

NOT_FILES: dict[str, Callable[[Path], object]] = {
    "a named pipe": os.mkfifo,
    "a socket": lambda path: _bind(path),
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
}
"""Makers of what is no file, by the words it is refused with."""


class Traces(NamedTuple):
    """All that a refusal may leave in a folder: what was there before."""

    content: dict[str, bytes]
    changed: dict[str, int]


def traces(folder: Path) -> Traces:
    """The files of a folder: bytes, and when they were changed."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    return Traces(
        {path.name: path.read_bytes() for path in files},
        {path.name: path.stat().st_mtime_ns for path in files},
    )


def give_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a file somebody else's, as far as this process can tell."""
    user = os.geteuid()
    if user == 0:  # who may change owners, and is not asked for them
        os.chown(path, 4242, -1)
        user = 4242
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)


def _bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket must be short
        try:
            listener.bind(path.name)
        finally:
            os.chdir(here)
