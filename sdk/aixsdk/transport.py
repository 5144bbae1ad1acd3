"""Connections that a cancel token can break: a blocked read or write wakes, whatever it waits for.

httpx has no way to do that before the head of a reply has come, so this is its transport over the same
httpcore, with sockets that know the current token. It has no proxies: where the environment names one, the
transport of httpx is used instead, and only the reading of a body wakes.
"""

from __future__ import annotations

import functools
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx

from . import cancel
from .stream import shut_down

_LIMITS = {"max_connections": 100, "max_keepalive_connections": 20, "keepalive_expiry": 5.0}


def transport_for_environment() -> httpx.BaseTransport | None:
    """The transport to use; None for httpx's own, which finds the proxies of the environment."""
    return None if set(getproxies()) - {"no"} else CancellableTransport()


class CancellableTransport(httpx.BaseTransport):
    """HTTP/1.1 over a pool of connections that break on a cancel."""

    def __init__(self) -> None:
        # Reading the certificates takes longer than a request: not before the first https one.
        self._plain = httpcore.ConnectionPool(network_backend=_Backend(), **_LIMITS)  # type: ignore[arg-type]
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
        """Close all connections."""
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
                    network_backend=_Backend(),
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


class _Backend(httpcore.SyncBackend):
    """Makes sockets that know the current token."""

    def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return _Stream(super().connect_tcp(*args, **kwargs))


class _Stream(httpcore.NetworkStream):
    """A socket that is shut when the token of the thread that uses it is cancelled."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._breakable():
            return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._breakable():
            self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(*args, **kwargs))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    @contextmanager
    def _breakable(self) -> Iterator[None]:
        remove = cancel.current().on_cancel(self._shut)
        try:
            yield
        finally:
            remove()

    def _shut(self) -> None:
        shut_down(self._stream.get_extra_info("socket"))


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
