"""Uploading a file: ask for a place, then send it there from disk, piece by piece."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._http.client import checked_key
from ._http.url_policy import check_upload
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
    with _upload_errors(path):
        place = aix.client.post(where, data=form, headers=key)
        name, target = _place(place)
        _send(aix, path, size, target, kind, on_progress)
    link = place.get("downloadUrl")
    url = link if isinstance(link, str) and link else f"s3://{_bucket(target)}/{name}"
    return UploadedFile(name, url, path.name, kind, size)


def upload_asset_file(
    aix: Workspace, path: Path, *, on_progress: Progress | None = None, **options: Any
) -> str:
    """Upload what is to become a file asset; returns the reference that the asset is made of.

    The platform is asked first whether there is room for it. `options` are for the client. Raises
    FileUploadError, which says how much room there is, and CancelledError.
    """
    size = path.stat().st_size
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    with _upload_errors(path):
        allowance = aix.client.get("sdk/file-asset/upload-allowance", params={"size": size}, **options)
        if isinstance(allowance, dict) and allowance.get("allowed") is False:
            raise FileUploadError(_refusal(path, allowance))
        body = {"contentType": kind, "originalName": path.name}
        place = aix.client.post("sdk/file/upload/temp-url", json=body, **options)
        found = place if isinstance(place, dict) else {}
        reference = next((found[key] for key in ("downloadUrl", "url", "key") if found.get(key)), None)
        target = found.get("uploadUrl")
        if not isinstance(target, str) or not isinstance(reference, str):
            raise FileUploadError("The platform did not say where to upload the file.")
        _send(aix, path, size, target, kind, on_progress)
    return reference


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


def _send(
    aix: Workspace, path: Path, size: int, target: str, content_type: str, on_progress: Progress | None
) -> None:
    check_upload(target, aix.client.config)
    headers = {"Content-Type": content_type, "Content-Length": str(size)}
    content = pieces(path, size, on_progress)
    # The place is signed, and may be anywhere: neither needs nor gets the key.
    aix.client.request_raw("PUT", target, content=content, headers=headers, anonymous=True)


@contextmanager
def _upload_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (APIError, OSError) as error:
        raise FileUploadError(f"{path.name} could not be uploaded: {error}") from error


def _refusal(path: Path, allowance: dict[str, Any]) -> str:
    reason = allowance.get("reason") or "quota exceeded"
    left = {"bytes": allowance.get("remainingSize"), "files": allowance.get("remainingFiles")}
    rest = ", ".join(f"{count:,} {what}" for what, count in left.items() if isinstance(count, int))
    return f"{path.name} was not uploaded: {reason}." + (f" There is room for {rest}." if rest else "")


def _place(reply: Any) -> tuple[str, str]:
    found = (reply.get("key"), reply.get("uploadUrl")) if isinstance(reply, dict) else (None, None)
    key, target = found
    if not isinstance(key, str) or not isinstance(target, str):
        raise FileUploadError("The platform did not say where to upload the file.")
    return key, target


def _bucket(target: str) -> str:
    host = target.removeprefix("https://").split("/")[0]
    return host.split(".s3")[0] if ".s3" in host and target.startswith("https://") else _BUCKET
