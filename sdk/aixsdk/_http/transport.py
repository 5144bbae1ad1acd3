"""Connections that a cancel token can break: a blocked read or write wakes, whatever it waits for.

httpx has no way to do that before the head of a reply has come, so this is its transport over the same
httpcore, with sockets of our own.
"""

from __future__ import annotations

import functools
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import httpcore
import httpx

from .proxies import Proxies, shown, usable
from .sockets import Sockets
from .telling import PROXY

# Without a limit of connections no request waits for another one's end, which nothing could wake.
_LIMITS = {"max_connections": None, "max_keepalive_connections": 20, "keepalive_expiry": 5.0}


class CancellableTransport(httpx.BaseTransport):
    """HTTP/1.1 over pools of connections that break on a cancel and on `close`.

    The proxies are those that the environment names when this is made.
    """

    def __init__(self, check: Callable[[str], None] | None = None) -> None:
        """`check` raises for an IP address that must not be connected to; then no proxy hides it."""
        self._sockets = Sockets(check) if check else Sockets()
        self._proxies = None if check else Proxies()
        self._pools: dict[tuple[bool, str | None], httpcore.ConnectionPool] = {}
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises httpx's errors."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        proxy = self._proxies.of(request.url) if self._proxies else None
        if proxy:
            request.extensions = {**request.extensions, PROXY: shown(proxy)}
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
        pool = self._pool(proxy, secure=request.url.scheme == "https")
        with _httpx_errors():
            reply = pool.handle_request(sent)
        assert isinstance(reply.stream, Iterable)
        # The words beside the status are the server's own, and httpx logs them.
        extensions = {name: value for name, value in reply.extensions.items() if name != "reason_phrase"}
        return httpx.Response(
            reply.status, headers=reply.headers, stream=_Body(reply.stream), extensions=extensions
        )

    def close(self) -> None:
        """Close all connections; requests in progress fail at once."""
        self._sockets.close()
        with self._lock:
            pools = list(self._pools.values())
        for pool in pools:
            pool.close()

    def _pool(self, proxy: str | None, *, secure: bool) -> httpcore.ConnectionPool:
        with self._lock:
            if (secure, proxy) not in self._pools:
                self._pools[secure, proxy] = httpcore.ConnectionPool(
                    # Reading the certificates takes longer than a request: not before the first https one.
                    ssl_context=_certificates() if secure else None,
                    proxy=usable(proxy, _certificates) if proxy else None,
                    network_backend=self._sockets,
                    **_LIMITS,  # type: ignore[arg-type]
                )
            return self._pools[secure, proxy]


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
