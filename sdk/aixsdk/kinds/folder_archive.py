"""A folder that came as a ZIP, put where it is wanted. What is in it is not trusted."""

from __future__ import annotations

import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from ..exceptions import ResourceError

MOST_ENTRIES = 100_000
MOST_BYTES = 50 * 1024**3
"""More than any quota: an archive that swells beyond it is no folder of somebody's."""


def extract(archive: Path, target: Path) -> None:
    """Put the entries below `target`, which is made. Raises ResourceError before anything is written."""
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _check(entries)
            for entry in entries:
                _check_place(entry, target)
            for entry in entries:
                _put(opened, entry, target)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise ResourceError(f"The platform sent a folder that cannot be unpacked: {error}") from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_BYTES:
        raise ResourceError(f"The folder would unpack to {len(entries):,} files of {size:,} bytes.")


def _check_place(entry: zipfile.ZipInfo, target: Path) -> None:
    name = entry.filename
    parts = PurePosixPath(name).parts
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    leaves = name.startswith("/") or ".." in parts or "\\" in name or PureWindowsPath(name).drive
    if leaves or is_link or not parts:
        raise ResourceError(f"The platform sent a folder with an entry that leaves it: {name!r}.")
    # What is there already may be a link to elsewhere.
    if not (target / name).resolve().is_relative_to(target.resolve()):
        raise ResourceError(f"{target / name} is a link that leads out of {target}.")


def _put(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    place = target / entry.filename
    if entry.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.part")
    try:
        with opened.open(entry) as source, part.open("wb") as file:
            shutil.copyfileobj(source, file)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
