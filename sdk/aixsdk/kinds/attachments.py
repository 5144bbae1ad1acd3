"""Files that go with a question: those on this machine are uploaded first."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..exceptions import InputError
from ..files import FileUploader
from ..resource import BaseResource

_HOSTED = ("http://", "https://", "s3://")
_DOCUMENTS = ("pdf", "msword", "officedocument", "opendocument")
_CODE = ("python", "javascript", "json", "x-sh")


def resolve_attachments(
    context: Any,
    attachments: Sequence[Any] | None,
    files: Sequence[Any] | None,
    error_label: str = "",
    **options: Any,
) -> list[dict[str, Any]]:
    """What the platform wants of each, of both lists: {url, name, type, mimeType}.

    A value is a URL, a path on this machine, which is uploaded, an object with `url` or `path`, or a saved
    File. `options` are those of the client's `request`. Raises InputError for anything else, which
    begins with `error_label`, and FileUploadError.
    """
    uploader = FileUploader.of(context, **options)
    return [_attachment(uploader, value, error_label) for value in (*(attachments or ()), *(files or ()))]


def kind_of(mime_type: str | None) -> str:
    """image, video, audio, text, document, code or unknown."""
    group, _, name = (mime_type or "").partition("/")
    if any(word in name for word in _CODE):
        return "code"
    if group in ("image", "video", "audio", "text"):
        return group
    return "document" if any(word in name for word in _DOCUMENTS) else "unknown"


def _attachment(uploader: FileUploader, value: Any, error_label: str) -> dict[str, Any]:
    given = _given(value)
    place = given.get("url") or given.pop("path", None)
    if not isinstance(place, str | Path) or not str(place):
        label = f"{error_label}: " if error_label else ""
        raise InputError(
            f"{label}An attachment is a URL, a path, a saved file, or an object with url or path."
        )
    url = str(place) if str(place).startswith(_HOSTED) else None
    name = Path(urlsplit(url).path if url else place).name
    # The address of a kept file need not end like its name.
    names = (name, str(given.get("name", "")))
    mime_type = next(filter(None, (mimetypes.guess_type(one)[0] for one in names)), None)
    if url is None:
        url = uploader.upload(place, return_download_link=True)
    described = {"url": url, "name": name, "type": kind_of(mime_type), "mimeType": mime_type}
    return {key: found for key, found in {**described, **given, "url": url}.items() if found is not None}


def _given(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, BaseResource):
        return {"url": getattr(value, "url", None), "name": value.name}
    return {"path": value}
