"""Files that go with a question: those on this machine are uploaded first."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..exceptions import InputError
from ..files import upload

_HOSTED = ("http://", "https://", "s3://")
_DOCUMENTS = ("pdf", "msword", "officedocument", "opendocument")
_CODE = ("python", "javascript", "json", "x-sh")


def attachments_of(aix: Any, values: Sequence[Any], *, api_key: str | None = None) -> list[dict[str, Any]]:
    """What the platform wants of each: {url, name, type, mimeType}.

    A value is a URL, a path on this machine, or an object with `url` or `path`. Raises InputError for
    anything else, FileUploadError.
    """
    return [_attachment(aix, value, api_key) for value in values]


def given_files(options: Mapping[str, Any]) -> list[Any]:
    """The files of a run, by both names of them."""
    return [*(options.get("attachments") or []), *(options.get("files") or [])]


def kind_of(mime_type: str | None) -> str:
    """image, video, audio, text, document, code or unknown."""
    group, _, name = (mime_type or "").partition("/")
    if any(word in name for word in _CODE):
        return "code"
    if group in ("image", "video", "audio", "text"):
        return group
    return "document" if any(word in name for word in _DOCUMENTS) else "unknown"


def _attachment(aix: Any, value: Any, api_key: str | None) -> dict[str, Any]:
    given = dict(value) if isinstance(value, Mapping) else {}
    place = given.get("url") or given.pop("path", None) if given else value
    if not isinstance(place, str | Path) or not str(place):
        raise InputError("An attachment is a URL, a path, or an object with one of them.")
    url = str(place) if str(place).startswith(_HOSTED) else None
    name = Path(urlsplit(url).path if url else place).name
    mime_type = mimetypes.guess_type(name)[0]
    if url is None:
        url = upload(aix, place, api_key=api_key).url
    described = {"url": url, "name": name, "type": kind_of(mime_type), "mimeType": mime_type}
    return {key: found for key, found in {**described, **given}.items() if found is not None}
