"""What a resource holds that its document does not: its files, read to be kept."""

import base64
import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from aixtui.auth.redaction import hide_known
from aixtui.kindspec.comeback import MOST_KEPT
from aixtui.kindspec.kind import Kind, Resource

MAIN_NAME = "content"


class ContentError(Exception):
    """It cannot be kept; the text says why, going on from `cannot be kept: `."""


class HeldFile(NamedTuple):
    """One of them."""

    place: str
    """Its path, of one in a folder below that; with `/` between the parts."""
    data: bytes


class HeldContent(NamedTuple):
    """All of them."""

    name: str
    """Of the file, or of the folder."""
    files: tuple[HeldFile, ...]
    is_folder: bool

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        pairs = [[one.place, base64.b64encode(one.data).decode()] for one in self.files]
        return {"name": self.name, "files": pairs, "is_folder": self.is_folder}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "HeldContent":
        """As it was kept.

        Raises:
            ValueError: it is not what was written, or leads elsewhere.
        """
        try:
            pairs = [(str(place), base64.b64decode(data, validate=True)) for place, data in kept["files"]]
        except (KeyError, TypeError) as error:
            raise ValueError("its files are damaged") from error
        name = str(kept.get("name"))
        for place in (name, *(place for place, _ in pairs)):
            path = PurePosixPath(place)
            if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in place:
                raise ValueError("one of its files leads elsewhere")
        return cls(_last_part(name), tuple(HeldFile(*pair) for pair in pairs), bool(kept.get("is_folder")))

    @property
    def texts(self) -> str:
        """The texts in it, of several each below its name; what is no text is named."""
        parts = [(one.place, _text(one.data)) for one in self.files]
        if not self.is_folder and len(parts) == 1:
            return parts[0][1]
        return "\n\n".join(f"── {place} ──\n{text}" for place, text in parts)

    def to_save(self) -> tuple[str, bytes]:
        """The name of one file with all of it, and what is in that: the file itself, or a ZIP."""
        if not self.is_folder and len(self.files) == 1:
            return self.name, self.files[0].data
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
            for one in self.files:
                opened.writestr(one.place, one.data)
        return f"{self.name}.zip", archive.getvalue()


def read_content(kind: Kind, resource: Resource) -> HeldContent:
    """Read them from the server.

    Raises:
        ContentError: it is too much, or holds what is secret. Else as a download does.
    """
    is_folder = bool(kind.opens_into(resource)) or kind.file_ending == ".zip"
    name = _last_part(str(resource.name or resource.id))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, MAIN_NAME)
        resource.download(target, on_progress=lambda received, _: _check(received))
        if kind.file_ending == ".zip":
            target = _unpacked(target)
        places = sorted(one for one in target.rglob("*") if one.is_file()) if is_folder else [target]
        _check(sum(one.stat().st_size for one in places))
        files = [
            HeldFile(one.relative_to(target).as_posix() if is_folder else name, one.read_bytes())
            for one in places
        ]
    for one in files:
        text = one.data.decode("utf-8", "replace")
        if hide_known(text) != text:
            raise ContentError("a key that is in use here is in it.")
    return HeldContent(name, tuple(files), is_folder)


def _check(size: int) -> None:
    if size > MOST_KEPT:
        raise ContentError(f"what is in it has more than {MOST_KEPT // 1_000_000} MB.")


def _unpacked(archive: Path) -> Path:
    from aixsdk.kinds.folder_archive import extract

    with zipfile.ZipFile(archive) as opened:
        _check(sum(one.file_size for one in opened.infolist()))
    folder = archive.with_name("unpacked")
    folder.mkdir()
    with archive.open("rb") as file:
        extract(file, folder)
    return folder


def _last_part(name: str) -> str:
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    return MAIN_NAME if last in ("", ".", "..") else last[:200]


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return f"(no text: {len(data):,} bytes)"
