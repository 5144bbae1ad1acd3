"""Reading the body of a reply, and what the HTTP library's failures mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx

from .. import cancel
from ..exceptions import APIError, CancelledError, ConnectionFailedError
from .allowance import Allowance, current
from .secrets import secrets_of
from .telling import request_info, told
from .unpacking import unpacked

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
_ERRNO = re.compile(r"\[Errno -?\d+\] ")
_OF_PACKING = ("content-encoding", "transfer-encoding", "content-length")


class ReplyBody:
    """The body of a reply, read as it arrives. Raises APIError when it breaks off, CancelledError."""

    def __init__(self, response: httpx.Response, allowance: Allowance, limit: str = "reply_mb") -> None:
        """`limit` is the one of its size."""
        self._response, self._allowance, self._limit = response, allowance, limit
        self.content_type: str = response.headers.get("content-type", "")
        self.limits = allowance.limits

    def __iter__(self) -> Iterator[bytes]:
        pieces = unpacked(self._response, self._allowance, self._limit)
        while True:
            # Not around the yield: what is done with a piece is no part of the exchange.
            with told(self._response.request), self._allowance.applied():
                piece = self._next(pieces)
            if piece is None:
                return
            self._allowance.moved(len(piece))
            yield piece

    def without_secrets(self, text: str) -> str:
        """What it says, without the secrets of the request."""
        said: str = secrets_of(self._response.request).without(text)
        return said

    def close(self) -> None:
        """Let go of the connection."""
        self._response.close()

    def _next(self, pieces: Iterator[bytes]) -> bytes | None:
        try:
            piece = next(pieces, None)
            if piece is None:
                check_complete()
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise failure(self._response.request, error) from error
        return piece


def whole(response: httpx.Response) -> httpx.Response:
    """The same reply, read to its end and unpacked, within the current allowance.

    Raises APIError, CancelledError.
    """
    body = bytearray()  # a list of the smallest pieces would take many times as much
    try:
        for piece in unpacked(response, current(), "reply_mb"):
            body += piece
        check_complete()
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise failure(response.request, error) from error
    headers = [(name, value) for name, value in response.headers.multi_items() if name not in _OF_PACKING]
    return httpx.Response(
        response.status_code,
        headers=headers,
        content=bytes(body),
        request=response.request,
        extensions=response.extensions,
    )


def check_complete() -> None:
    """Raise CancelledError when cancelled: a body that ends with its connection looks complete then."""
    if cancel.current().cancelled:
        raise _cancelled(is_sent=True)


def _cancelled(*, is_sent: bool) -> CancelledError:
    error = CancelledError("The operation was cancelled.")
    error.outcome_unknown = is_sent
    return error


def failure(request: httpx.Request, error: Exception) -> APIError | CancelledError:
    """The error that an exception of the HTTP library stands for."""
    if cancel.current().cancelled:
        return _cancelled(is_sent=not isinstance(error, _NOT_SENT))
    where = _where(request.url)
    if isinstance(error, httpx.LocalProtocolError):
        # Its text shows the header or the line that is wrong, whatever that holds.
        return ConnectionFailedError("The request could not be sent: one of its headers is not valid HTTP.")
    if isinstance(error, httpx.TimeoutException) and not current().seconds_left:
        return current().too_late(is_sent=not isinstance(error, _NOT_SENT))
    why, proxy = _ERRNO.sub("", str(error)).rstrip(".") or type(error).__name__, request_info(request).proxy
    if isinstance(error, _NOT_SENT) and proxy:
        return ConnectionFailedError(f"Cannot connect to {where} through the proxy {proxy}: {why}.")
    if isinstance(error, _NOT_SENT):
        return ConnectionFailedError(f"Cannot connect to {where}: {why}.")
    if isinstance(error, httpx.TimeoutException):
        return APIError(f"No answer from {where} in time.", outcome_unknown=True)
    return APIError(f"The connection to {where} broke: {why}.", outcome_unknown=True)


def _where(url: httpx.URL) -> str:
    """Host and port, without who is named before them; the port of the scheme goes without saying."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{host}:{url.port}" if url.port is not None else host
