"""Files that a run names or holds: what is known of them, from whatever says it. Pure."""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, unquote_to_bytes, urlsplit

from aixtui.kindspec.cells import clean, parse_time

LONGEST_ADDRESS = 8_192
MOST_LINKS = 100
_WHOLE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_IN_TEXT = re.compile(r"https?://[^\s<>\"'`\])}|\\]+", re.IGNORECASE)
_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w-]+=[^;,]*)*)(;base64)?,", re.IGNORECASE)
_ADDRESSES = ("url", "downloadUrl", "download_url", "href", "link", "uri", "address", "file", "path")
_NAMES = ("name", "fileName", "file_name", "filename", "title", "label")
_TYPES = ("mimeType", "mime_type", "contentType", "content_type", "mediaType", "type")
_SIZES = ("size", "byteSize", "byte_size", "bytes", "length")
_ENDS = ("expiresAt", "expires_at", "urlExpiresAt", "url_expires_at", "expiry", "expires")
_CONTENTS = ("content", "base64", "b64_json")
_BESIDE = ("id", "sha256", "category", "source", "createdAt", "created_at", "description", "width", "height")
_OF_A_FILE = frozenset({*_ADDRESSES, *_NAMES, *_TYPES, *_SIZES, *_ENDS, *_CONTENTS, *_BESIDE})


class NamedFile(NamedTuple):
    """A file at an address, or one that came with the output; names and types are clean."""

    address: str
    """Empty of one that came with the output."""
    name: str
    type: str = ""
    """Such as `image/png`; empty where nobody says."""
    size: int | None = None
    """Bytes; None where nobody says."""
    expires: datetime | None = None
    """When the address stops working; None where nobody says."""
    content: bytes | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it can be drawn, as far as its type says."""
        return self.type.startswith("image/") and "svg" not in self.type


def is_address(value: Any) -> bool:
    """Whether a value is nothing but a web address."""
    text = value.strip() if isinstance(value, str) and len(value) <= LONGEST_ADDRESS else ""
    return bool(_WHOLE.fullmatch(text))


def file_of(value: Any) -> NamedFile | None:
    """The file that a value is: an address, a data address, or an object about one and nothing else."""
    if isinstance(value, str):
        return _of_text(value.strip())
    if not isinstance(value, Mapping) or not value.keys() <= _OF_A_FILE:
        return None
    address = next((value[key] for key in _ADDRESSES if isinstance(value.get(key), str)), "")
    file = _of_text(address.strip()) or _with_content(value)
    if file is None:
        return None
    told = _first(value, _TYPES)
    size = next((value[key] for key in _SIZES if isinstance(value.get(key), int)), file.size)
    return file._replace(
        name=clean(_first(value, _NAMES)) or file.name,
        type=clean(told).lower() if "/" in told else file.type or _type_of(_first(value, _NAMES)),
        size=None if isinstance(size, bool) else size,
        expires=next(filter(None, (parse_time(value.get(key)) for key in _ENDS)), file.expires),
    )


def links_in(text: str) -> tuple[NamedFile, ...]:
    """The files at the web addresses in a text, each once, the first ones of them."""
    found: dict[str, None] = {}
    for match in _IN_TEXT.finditer(text):
        found[match[0].rstrip(".,;:!?*_")] = None
        if len(found) == MOST_LINKS:
            break
    return tuple(file for file in map(_of_text, found) if file is not None)


def _with_content(value: Mapping[str, Any]) -> NamedFile | None:
    """One whose text, or bytes in base64, stand in the object itself."""
    name, content = _first(value, _NAMES), _first(value, _CONTENTS)
    told = _first(value, _TYPES)
    if not (content and (name or "/" in told)) or not ("/" in told or "." in name):
        return None
    is_text = "base64" not in value and "b64_json" not in value
    data = content.encode("utf-8", "replace") if is_text else _decoded(content)
    return NamedFile("", clean(name) or "file", size=len(data), content=data) if data is not None else None


def _of_text(text: str) -> NamedFile | None:
    if text[:5].lower() == "data:":
        return _of_data(text)
    if not is_address(text):
        return None
    try:
        parts = urlsplit(text)
        name = clean(unquote(parts.path.rstrip("/").rpartition("/")[2])) or clean(parts.hostname)
        return NamedFile(text, name, _type_of(name), expires=_end_of(parts.query))
    except ValueError:
        return None


def _of_data(text: str) -> NamedFile | None:
    head = _DATA.match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    data = _decoded(rest) if head[3] else unquote_to_bytes(rest)
    kind = (head[1] or "text/plain").lower()
    return NamedFile("", f"data.{kind.rpartition('/')[2]}", kind, len(data), content=data) if data else None


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return None


def _end_of(query: str) -> datetime | None:
    """When a signed address stops working, as the signers of stores write it."""
    values = {name.lower(): texts[0] for name, texts in parse_qs(query, max_num_fields=100).items()}
    try:
        for store in ("amz", "goog"):
            if begin := values.get(f"x-{store}-date"):
                moment = datetime.strptime(begin, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                return moment + timedelta(seconds=int(values[f"x-{store}-expires"]))
        if "expires" in values:
            return datetime.fromtimestamp(int(values["expires"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
    return parse_time(values.get("se"))


def _type_of(name: str) -> str:
    import mimetypes  # reads files of the system

    return mimetypes.guess_type(name)[0] or ""


def _first(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((value[key] for key in keys if isinstance(value.get(key), str) and value[key]), "")
