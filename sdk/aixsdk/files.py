"""Uploading a file: ask for a place, then send it there from disk, piece by piece."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._http.client import checked_key
from .exceptions import APIError, FileUploadError

if TYPE_CHECKING:
    from .workspace import Workspace

CHUNK = 256 * 1024
MEGABYTE = 1024 * 1024
_LIMITS = {"audio": 50, "application": 25, "video": 300, "image": 25, "text": 50}
_DATABASES = frozenset({".db", ".sqlite", ".sqlite3"})
_DEFAULT_TYPE = "text/csv"
_BUCKET = "aixplain-uploads"

Progress = Callable[[int, int], None]
"""Called with the bytes sent so far and the bytes there are."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """Where an uploaded file is."""

    key: str
    url: str
    """Where it can be read from: a download link, or s3://bucket/key."""
    name: str
    content_type: str
    size: int
    """Bytes."""


def upload(
    aix: Workspace,
    path: str | Path,
    *,
    permanent: bool = False,
    tags: Sequence[str] = (),
    licence: str = "MIT",
    content_type: str | None = None,
    api_key: str | None = None,
    on_progress: Progress | None = None,
) -> UploadedFile:
    """Upload a file; a temporary one gets a download link, a permanent one tags and a licence.

    `api_key` is a key for this call only. The platform learns the file's name, never its folder. Raises
    FileUploadError with the cause, and CancelledError.
    """
    path = Path(path)
    if not path.is_file():
        raise FileUploadError(f"There is no file {path}.")
    size = path.stat().st_size
    kind = content_type or content_type_of(path)
    check_size(path, size, kind)
    form = {"contentType": kind, "originalName": path.name}
    if permanent:
        form |= {"tags": ",".join(tags), "license": licence}
    where = "sdk/file/upload-url" if permanent else "sdk/file/upload/temp-url"
    key = {"Authorization": f"token {checked_key(api_key or aix.api_key)}"}
    try:
        place = aix.client.post(where, data=form, headers=key)
        name, target = _place(place)
        headers = {"Content-Type": kind, "Content-Length": str(size)}
        content = pieces(path, size, on_progress)
        # The place is signed, and may be anywhere: neither needs nor gets the key.
        aix.client.request_raw("PUT", target, content=content, headers=headers, anonymous=True)
    except (APIError, OSError) as error:
        raise FileUploadError(f"{path.name} could not be uploaded: {error}") from error
    link = place.get("downloadUrl")
    url = link if isinstance(link, str) and link else f"s3://{_bucket(target)}/{name}"
    return UploadedFile(name, url, path.name, kind, size)


def content_type_of(path: Path) -> str:
    """By the name's ending; the platform takes what it does not know as CSV."""
    return mimetypes.guess_type(path.name)[0] or _DEFAULT_TYPE


def check_size(path: Path, size: int, content_type: str) -> None:
    """Raise FileUploadError for what the platform would not take."""
    group = "video" if path.suffix.lower() in _DATABASES else content_type.split("/")[0]
    limit = _LIMITS.get(group, 50)
    if size > limit * MEGABYTE:
        raise FileUploadError(f"{path.name} is larger than the {limit} MB the platform takes of its kind.")


def pieces(path: Path, size: int, on_progress: Progress | None = None) -> Iterator[bytes]:
    """The file's bytes, telling after each piece how far it got."""
    sent = 0
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece
            sent += len(piece)
            if on_progress:
                on_progress(sent, size)


def _place(reply: Any) -> tuple[str, str]:
    found = (reply.get("key"), reply.get("uploadUrl")) if isinstance(reply, dict) else (None, None)
    key, target = found
    if not isinstance(key, str) or not isinstance(target, str):
        raise FileUploadError("The platform did not say where to upload the file.")
    return key, target


def _bucket(target: str) -> str:
    host = target.removeprefix("https://").split("/")[0]
    return host.split(".s3")[0] if ".s3" in host and target.startswith("https://") else _BUCKET
