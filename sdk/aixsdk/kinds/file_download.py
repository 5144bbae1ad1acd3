"""Saving a file of the platform on this machine."""

from __future__ import annotations

from pathlib import Path

from .._http.response_body import ReplyBody
from ..files import Progress
from .folder_archive import extract


def place_of(destination: str | Path, name: str) -> Path:
    """Where a file of this name goes: into what is a folder, or is written like one; else there."""
    target = Path(destination)
    if target.is_dir() or str(destination).endswith(("/", "\\")):
        # The name comes from the platform: only its last part may name a file.
        target /= Path(name).name
    return target


def save_file(body: ReplyBody, target: Path, size: int | None, on_progress: Progress | None) -> None:
    """Put the bytes there; what is there is replaced once they are whole."""
    part = _received(body, target, size, on_progress)
    part.replace(target)


def save_folder(body: ReplyBody, target: Path, on_progress: Progress | None) -> None:
    """Unpack the archive there. Raises ResourceError."""
    part = _received(body, target, None, on_progress)
    try:
        extract(part, target)
    finally:
        part.unlink(missing_ok=True)


def _received(body: ReplyBody, target: Path, size: int | None, on_progress: Progress | None) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    received = 0
    try:
        with part.open("wb") as file:
            for piece in body:
                file.write(piece)
                received += len(piece)
                if on_progress:
                    on_progress(received, max(size or 0, received))
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        body.close()
    return part
