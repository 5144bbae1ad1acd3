"""Connections that a cancel token can break: a blocked read or write wakes, whatever it waits for.

httpx has no way to do that before the head of a reply has come, so this is its transport over the same
httpcore, with sockets of our own. It has no proxies: where the environment names one, the
transport of httpx is used instead, and only the reading of a body wakes.
"""

from __future__ import annotations

import functools
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.request import getproxies

import httpcore
import httpx

from .sockets import Sockets

_LIMITS = {"max_connections": 100, "max_keepalive_connections": 20, "keepalive_expiry": 5.0}


def transport_for_environment() -> httpx.BaseTransport | None:
    """The transport to use; None for httpx's own, which finds the proxies of the environment."""
    return None if set(getproxies()) - {"no"} else CancellableTransport()


class CancellableTransport(httpx.BaseTransport):
    """HTTP/1.1 over a pool of connections that break on a cancel and on `close`."""

    def __init__(self) -> None:
        self._sockets = Sockets()
        # Reading the certificates takes longer than a request: not before the first https one.
        self._plain = httpcore.ConnectionPool(network_backend=self._sockets, **_LIMITS)  # type: ignore[arg-type]
        self._secure: httpcore.ConnectionPool | None = None
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises httpx's errors."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        sent = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _httpx_errors():
            reply = self._pool(request.url.scheme).handle_request(sent)
        assert isinstance(reply.stream, Iterable)
        return httpx.Response(
            reply.status, headers=reply.headers, stream=_Body(reply.stream), extensions=reply.extensions
        )

    def close(self) -> None:
        """Close all connections; requests in progress fail at once."""
        self._sockets.close()
        self._plain.close()
        if self._secure is not None:
            self._secure.close()

    def _pool(self, scheme: str) -> httpcore.ConnectionPool:
        if scheme != "https":
            return self._plain
        with self._lock:
            if self._secure is None:
                self._secure = httpcore.ConnectionPool(
                    ssl_context=_certificates(),
                    network_backend=self._sockets,
                    **_LIMITS,  # type: ignore[arg-type]
                )
            return self._secure


class _Body(httpx.SyncByteStream):
    """The bytes of a reply."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """httpx names its errors like httpcore's; a test holds the two lists side by side."""
    try:
        yield
    except Exception as error:
        name = type(error).__name__
        if type(error).__module__.split(".")[0] != "httpcore" or not hasattr(httpx, name):
            raise
        raise getattr(httpx, name)(str(error)) from error


@functools.cache
def _certificates() -> ssl.SSLContext:
    """One context for all clients of the process."""
    return httpx.create_ssl_context()
