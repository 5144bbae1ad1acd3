"""Where a file asset comes from: a file, a folder, or an address."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .._http.url_policy import check_scheme
from ..exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with what is right in it, both by name. Links are not followed: they may lead anywhere."""

    path: Path
    folders: tuple[Path, ...]
    files: tuple[Path, ...]


def check_source(source: str | Path) -> None:
    """Raise ValidationError for a path where nothing is, and for an address that is not http or https."""
    if is_address(source):
        check_scheme(str(source))
    elif not str(source).strip() or not Path(source).exists():
        raise ValidationError(f"There is neither a file nor a folder {str(source)!r}.")


def checked_name(source: str | Path | None, name: str | None, *, is_stored: bool) -> str | None:
    """The name of a file of this source: the one given, else the source's. Raises ValidationError."""
    if source is None:
        if name is None and not is_stored:
            raise ValidationError("A file needs a source: a path or an address.")
    else:
        check_source(source)
        name = name_of(source) if name is None else name
    if name is not None and not name.strip():
        raise ValidationError("The name of a file must not be blank.")
    return name


def is_address(source: str | Path) -> bool:
    """Whether it is an address rather than a path."""
    return isinstance(source, str) and "://" in source


def name_of(source: str | Path) -> str:
    """The last part of the path, decoded in an address. Raises ValidationError where there is none."""
    if is_address(source):
        name = unquote(urlsplit(str(source)).path.rstrip("/").rpartition("/")[2])
    else:
        name = Path(source).resolve().name
    if not name.strip():
        raise ValidationError(f"Give the file a name: {source} has none.")
    return name


def walk(root: Path) -> list[Folder]:
    """A folder and all below it, each before what is in it."""
    found = []
    for place, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not Path(place, name).is_symlink())
        plain = sorted(Path(place, name) for name in files if not Path(place, name).is_symlink())
        found.append(Folder(Path(place), tuple(Path(place, name) for name in names), tuple(plain)))
    return found
