"""Files at addresses that a run named: of the platform, or of anybody."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from .._http.client import AixplainClient
from ..files import MEGABYTE, Progress
from .whole_file import whole


def read_named_file(client: AixplainClient, url: str, most: int) -> bytes | None:
    """The bytes at an address; None where there are more than so many. Raises as `save_named_file`."""
    content = bytearray()
    with closing(_pieces(client, url)) as pieces:
        for piece in pieces:
            content += piece
            if len(content) > most:
                return None
    return bytes(content)


def save_named_file(
    client: AixplainClient, url: str, target: Path, size: int | None, on_progress: Progress | None = None
) -> None:
    """Put what is at an address there; what is there is replaced once it is whole.

    Raises UnsafeURLError for an address of a private network, ValidationError for what is no http,
    FileUploadError for what is not there, APIError, CancelledError.
    """
    received = 0
    with whole(target) as file:
        for piece in _pieces(client, url):
            file.write(piece)
            received += len(piece)
            if on_progress:
                on_progress(received, max(size or 0, received))


def _pieces(client: AixplainClient, url: str) -> Generator[bytes, None, None]:
    """The bytes as they come. The key goes along to the platform alone."""
    if not client.is_trusted_url(url):
        yield from client.fetch(url, int(client.config.limits.file_mb * MEGABYTE))
        return
    with closing(client.request_stream("GET", url)) as body:
        yield from body
