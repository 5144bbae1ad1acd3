"""The bytes of a body as it was meant, unpacked step by step: packed, it may be a thousandth."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from ..exceptions import InvalidResponseError
from .allowance import Allowance

ACCEPTED = "gzip, deflate"
"""What is asked for, and all that is understood."""
_STEP = 256 * 1024
_FORMATS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


def unpacked(response: httpx.Response, allowance: Allowance, limit: str) -> Iterator[bytes]:
    """The bytes as they arrive; the reply is closed at their end. `limit` is for their number.

    Raises LimitExceededError, InvalidResponseError for a packing that nobody asked for, errors of httpx.
    """
    wire = received = 0
    try:
        unpack = _unpacker(response)
        assert isinstance(response.stream, httpx.SyncByteStream)
        for raw in response.stream:
            wire += len(raw)
            allowance.check(wire, limit)
            for piece in unpack.take(raw):
                received += len(piece)
                allowance.check(received, limit)
                yield piece
        unpack.end()
    finally:
        response.close()


class _Plain:
    """A body that is not packed."""

    def take(self, data: bytes) -> Iterator[bytes]:
        yield data

    def end(self) -> None:
        pass


class _Packed:
    """A body that zlib unpacks."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._zlib = zlib.decompressobj(_FORMATS[coding])
        self._begun = False

    def take(self, data: bytes) -> Iterator[bytes]:
        """Unpack it. What stands after the end is left out."""
        while data and not self._zlib.eof:
            piece = self._step(data)
            yield piece
            data = self._zlib.unconsumed_tail
            while len(piece) == _STEP and not data and not self._zlib.eof:
                piece = self._step(b"")
                yield piece

    def end(self) -> None:
        """Raise DecodingError for a body that broke off."""
        if self._begun and not self._zlib.eof:
            raise httpx.DecodingError("the packed body is not whole")

    def _step(self, data: bytes) -> bytes:
        try:
            piece = self._zlib.decompress(data, _STEP)
        except zlib.error as error:
            if self._begun or self._coding != "deflate":
                raise httpx.DecodingError(str(error)) from error
            # Some servers leave out the head that belongs to it.
            self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)
            self._begun = True
            return self._step(data)
        self._begun = True
        return piece


def _unpacker(response: httpx.Response) -> _Plain | _Packed:
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        return _Plain()
    if coding in _FORMATS:
        return _Packed(coding)
    raise InvalidResponseError(
        f"The platform packed its reply as {coding[:40]!r}; {ACCEPTED} were asked for.", response.status_code
    )
