"""Reading the body of a reply, and what the HTTP library's failures mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx

from .. import cancel
from ..exceptions import APIError, CancelledError, ConnectionFailedError
from .telling import request_info, told

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
_ERRNO = re.compile(r"\[Errno -?\d+\] ")


class ReplyBody:
    """The body of a reply, read as it arrives. Raises APIError when it breaks off, CancelledError."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.content_type: str = response.headers.get("content-type", "")

    def __iter__(self) -> Iterator[bytes]:
        request = self._response.request
        try:
            yield from self._response.iter_bytes()
            check_complete()
        except (httpx.TransportError, httpx.DecodingError) as error:
            with told(request):
                raise failure(request, error) from error
        finally:
            self._response.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._response.close()


def check_complete() -> None:
    """Raise CancelledError when cancelled: a body that ends with its connection looks complete then."""
    cancel.current().check()


def failure(request: httpx.Request, error: Exception) -> APIError | CancelledError:
    """The error that an exception of the HTTP library stands for."""
    if cancel.current().cancelled:
        cancelled = CancelledError("The operation was cancelled.")
        cancelled.outcome_unknown = not isinstance(error, _NOT_SENT)
        return cancelled
    where = request.url.host
    if isinstance(error, httpx.LocalProtocolError):
        # Its text shows the header or the line that is wrong, whatever that holds.
        return ConnectionFailedError("The request could not be sent: one of its headers is not valid HTTP.")
    why, proxy = _ERRNO.sub("", str(error)).rstrip(".") or type(error).__name__, request_info(request).proxy
    if isinstance(error, _NOT_SENT) and proxy:
        return ConnectionFailedError(f"Cannot connect to {where} through the proxy {proxy}: {why}.")
    if isinstance(error, _NOT_SENT):
        return ConnectionFailedError(f"Cannot connect to {where}: {why}.")
    if isinstance(error, httpx.TimeoutException):
        return APIError(f"No answer from {where} in time.", outcome_unknown=True)
    return APIError(f"The connection to {where} broke: {why}.", outcome_unknown=True)
