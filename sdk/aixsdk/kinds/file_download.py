"""Saving a file of the platform on this machine."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from .._http.response_body import ReplyBody
from ..files import Progress
from .folder_archive import extract
from .whole_file import whole


def place_of(destination: str | Path, name: str) -> Path:
    """Where a file of this name goes: into what is a folder, or is written like one; else there."""
    target = Path(destination)
    if target.is_dir() or str(destination).endswith(("/", "\\")):
        # The name comes from the platform: only its last part may name a file.
        last = name.replace("\\", "/").rpartition("/")[2]
        target /= "file" if last.strip() in ("", ".", "..") or not last.isprintable() else last
    return target


def save_file(body: ReplyBody, target: Path, size: int | None, on_progress: Progress | None) -> None:
    """Put the bytes there; what is there is replaced once they are whole."""
    with whole(target) as file:
        _receive(body, file, size, on_progress)


def save_folder(body: ReplyBody, target: Path, on_progress: Progress | None) -> None:
    """Unpack the archive there. Raises ResourceError."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=target) as archive:
        _receive(body, archive, None, on_progress)
        extract(archive, target)


def _receive(body: ReplyBody, file: IO[bytes], size: int | None, on_progress: Progress | None) -> None:
    received = 0
    try:
        for piece in body:
            file.write(piece)
            received += len(piece)
            if on_progress:
                on_progress(received, max(size or 0, received))
    finally:
        body.close()
