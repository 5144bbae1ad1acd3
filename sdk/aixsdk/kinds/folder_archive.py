"""A folder that came as a ZIP, put where it is wanted. What is in it is not trusted."""

from __future__ import annotations

import shutil
import stat
import unicodedata
import zipfile
import zlib
from lzma import LZMAError
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from .. import cancel
from ..exceptions import ResourceError
from .whole_file import whole

PIECE = 256 * 1024
MOST_ENTRIES = 100_000
MOST_BYTES = 50 * 1024**3
"""More than any quota: an archive that swells beyond it is no folder of somebody's."""
_UNREADABLE = (
    zipfile.BadZipFile,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zlib.error,
    LZMAError,
)
"""What reading a broken archive raises."""


def extract(archive: IO[bytes], target: Path) -> None:
    """Put the entries below `target`, which is made. Raises ResourceError before anything is written."""
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _check(entries, target)
            for entry in entries:
                _check_place(entry, target)
            for entry in entries:
                _put(opened, entry, target)
    except _UNREADABLE as error:
        raise ResourceError(f"The platform sent a folder that cannot be unpacked: {error}") from error


def _check(entries: list[zipfile.ZipInfo], target: Path) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > min(MOST_BYTES, shutil.disk_usage(target).free):
        raise ResourceError(f"There is no room for {len(entries):,} files of {size:,} bytes in {target}.")
    names = [PurePosixPath(entry.filename) for entry in entries]
    folders = {parent for name in names for parent in name.parents}
    files = [name for name, entry in zip(names, entries, strict=True) if not entry.is_dir()]
    if len(set(files)) < len(files) or folders & set(files):
        raise ResourceError("The platform sent a folder with two entries of one name.")


def _check_place(entry: zipfile.ZipInfo, target: Path) -> None:
    name = entry.filename
    parts = PurePosixPath(name).parts
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    is_odd = any(unicodedata.category(sign) == "Cc" for sign in name) or "." in name.split("/")
    leaves = name.startswith("/") or ".." in parts or "\\" in name or PureWindowsPath(name).drive
    if leaves or is_link or is_odd or not parts:
        raise ResourceError(f"The platform sent a folder with an entry that has no place in it: {name!r}.")
    # What is there already may be a link to elsewhere.
    if not (target / name).resolve().is_relative_to(target.resolve()):
        raise ResourceError(f"{target / name} is a link that leads out of {target}.")


def _put(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    place = target / entry.filename
    if entry.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return
    with opened.open(entry) as source, whole(place) as file:
        while piece := source.read(PIECE):
            cancel.current().check()
            file.write(piece)
