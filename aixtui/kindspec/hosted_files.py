"""Files that a run is given: by their addresses, or from this machine, to be uploaded when it is sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aixtui.kindspec.local_paths import LOCAL_FILE
from aixtui.kindspec.text_codec import TextCodec, quote

_SCHEMES = ("http://", "https://", "s3://")


def is_hosted(text: str) -> bool:
    """Whether a text is the address of a file, rather than a path."""
    return text.strip().lower().startswith(_SCHEMES)


def _file(text: str) -> str | Path:
    if is_hosted(text):
        return text.strip()
    try:
        found: Path = LOCAL_FILE.parse(text.strip())
    except ValueError as error:
        raise ValueError(f"a URL, or {error}") from None
    return found


def _url(text: str) -> str:
    if not is_hosted(text):
        raise ValueError(f"a URL such as https://example.com/a, not {quote(text)}")
    return text.strip()


def _show(value: Any) -> str:
    return "" if value is None else str(value)


FILE_OR_URL = TextCodec(_show, _file)
"""A URL as it is, or the path of a file that is there."""
URL = TextCodec(_show, _url)
FILES_OR_URLS = TextCodec(
    lambda values: "\n".join(map(_show, values or [])),
    lambda text: [_file(line) for line in text.split("\n") if line.strip()],
)
"""Any number of them, one a line."""


def local_files(values: Any) -> tuple[Path, ...]:
    """The files of this machine in the values of a run, each once."""
    if isinstance(values, Path):
        return (values,)
    parts = values.values() if isinstance(values, dict) else values if isinstance(values, list) else ()
    return tuple(dict.fromkeys(path for part in parts for path in local_files(part)))


def with_files(values: Any, address: Callable[[Path], str]) -> Any:
    """The same values with an address in the place of each file."""
    if isinstance(values, Path):
        return address(values)
    if isinstance(values, dict):
        return {name: with_files(value, address) for name, value in values.items()}
    return [with_files(value, address) for value in values] if isinstance(values, list) else values
