"""A transport that loads with the first request, because that takes longer than to load all of this SDK."""

from __future__ import annotations

import threading

import httpx


class LateTransport(httpx.BaseTransport):
    """A `CancellableTransport`, made when it is needed."""

    def __init__(self) -> None:
        self._made: httpx.BaseTransport | None = None
        self._lock = threading.Lock()
        self._closed = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises httpx's errors."""
        return self._transport().handle_request(request)

    def close(self) -> None:
        """Close all connections; requests in progress fail at once."""
        with self._lock:
            self._closed, made = True, self._made
        if made is not None:
            made.close()

    def _transport(self) -> httpx.BaseTransport:
        with self._lock:
            if self._made is None:
                from .transport import CancellableTransport

                self._made = CancellableTransport()
                if self._closed:
                    self._made.close()
            return self._made
