"""Sockets that another thread can break: by a cancel, or by closing the client they belong to.

Closing a socket wakes no thread that waits on it, and lets the next socket of the process have its number,
on which that thread may then wait instead. So a socket in use is shut, which wakes whoever waits, and is
closed by the thread that uses it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

import httpcore

from . import cancel
from .stream import shut_down


class Sockets(httpcore.SyncBackend):
    """Makes the sockets of one client, and breaks all of them when it is closed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: WeakSet[Socket] = WeakSet()
        self.closed = False

    def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """Connect. Raises ConnectError."""
        return self.add(super().connect_tcp(*args, **kwargs))

    def add(self, stream: httpcore.NetworkStream) -> Socket:
        """Keep account of a stream. Raises ConnectError when the client was closed meanwhile."""
        made = Socket(stream, self)
        with self._lock:
            if not self.closed:
                self._open.add(made)
                return made
        made.close()
        raise httpcore.ConnectError("The client is closed.")

    def close(self) -> None:
        """Break every socket; none can be made afterwards."""
        with self._lock:
            self.closed = True
            sockets = list(self._open)
        for found in sockets:
            found.close()


class Socket(httpcore.NetworkStream):
    """A socket that is shut when the token of the thread that uses it is cancelled."""

    def __init__(self, stream: httpcore.NetworkStream, owner: Sockets) -> None:
        self._stream = stream
        self._owner = owner
        self._lock = threading.Lock()
        self._in_use = False
        self._closing = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, b"" at the end. Raises ReadError, ReadTimeout."""
        with self._used(httpcore.ReadError):
            return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it. Raises WriteError, WriteTimeout."""
        with self._used(httpcore.WriteError):
            self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Close it; in use, wake its user, who then does."""
        with self._lock:
            self._closing = True
            if self._in_use:
                self._shut()
                return
        self._stream.close()

    def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """The same connection, encrypted. Raises ConnectError."""
        return self._owner.add(self._stream.start_tls(*args, **kwargs))

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know of a stream."""
        # The pool asks this of idle connections, and cannot ask a closed socket.
        return True if info == "is_readable" and self._closing else self._stream.get_extra_info(info)

    @contextmanager
    def _used(self, error: type[Exception]) -> Iterator[None]:
        with self._lock:
            if self._closing:
                raise error("The connection was closed.")
            self._in_use = True
        remove = cancel.current().on_cancel(self._shut)
        try:
            yield
        finally:
            remove()
            with self._lock:
                self._in_use = False
            if self._is_closing():
                self._stream.close()

    def _is_closing(self) -> bool:
        return self._closing

    def _shut(self) -> None:
        shut_down(self._stream.get_extra_info("socket"))
