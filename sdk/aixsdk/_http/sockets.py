"""Sockets that another thread can break: by a cancel, or by closing the client they belong to.

Closing a socket wakes no thread that waits on it, and lets the next socket of the process have its number,
on which that thread may then wait instead. So a socket in use is shut, which wakes whoever waits, and is
closed by the thread that uses it.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpcore

from .. import cancel
from ..cancel import CancelToken
from .allowance import current
from .dns import addresses
from .tls import encrypted

_UNDERWAY = (errno.EINPROGRESS, errno.EWOULDBLOCK)


class Sockets(httpcore.NetworkBackend):
    """Makes the sockets of one client, and breaks all of them when it is closed."""

    def __init__(self, check: Callable[[str], None] = lambda _: None) -> None:
        """`check` raises for an IP address that must not be connected to."""
        self._closing = CancelToken()
        self._check = check

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one address of the host after the other; `timeout` is seconds for each.

        The pools of this SDK neither choose a local address nor set options. Raises ConnectError,
        ConnectTimeout.
        """
        failure: Exception = httpcore.ConnectError(f"{host} has no address.")
        with _errors(httpcore.ConnectTimeout, httpcore.ConnectError):
            found = addresses(host, port, current().within(timeout), self._closing)
        for family, kind, protocol, _, address in found:
            self._check(address[0])
            with _errors(httpcore.ConnectTimeout, httpcore.ConnectError):
                made = Socket(socket.socket(family, kind, protocol), self._closing)
            try:
                made.connect(address, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                made.close()
                failure = error
            else:
                return made
        raise failure

    def close(self) -> None:
        """Break every socket; one that is made afterwards is closed at once."""
        self._closing.cancel()


class Socket(httpcore.NetworkStream):
    """A socket that wakes its user when the user's token is cancelled, and when it is closed."""

    def __init__(self, raw: socket.socket, closing: CancelToken) -> None:
        self._socket = raw
        self._lock = threading.Lock()
        self._wake: Callable[[], None] | None = None
        """Set while it is in use."""
        self._closed = False
        self._forget: Callable[[], None] = lambda: None
        self._forget = closing.on_cancel(self.close)

    def connect(self, address: Any, timeout: float | None = None) -> None:
        """Connect. Raises ConnectError, ConnectTimeout."""
        woken, waker = socket.socketpair()

        def wake() -> None:
            # Shutting would not do: a socket that has not begun to connect yet would connect afterwards.
            with suppress(OSError):
                waker.send(b"x")

        with (
            woken,
            waker,
            selectors.DefaultSelector() as waiting,
            self._used(wake, httpcore.ConnectTimeout, httpcore.ConnectError),
        ):
            self._socket.setblocking(False)
            failed = self._socket.connect_ex(address)
            if failed in _UNDERWAY:
                waiting.register(self._socket, selectors.EVENT_WRITE)
                waiting.register(woken, selectors.EVENT_READ)
                ready = [key.fileobj for key, _ in waiting.select(current().within(timeout))]
                if not ready:
                    raise TimeoutError("timed out")
                if woken in ready:
                    raise OSError("The connection was closed.")
                failed = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if failed:
                raise OSError(failed, os.strerror(failed))
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, b"" at the end. Raises ReadError, ReadTimeout."""
        with self._used(self._shut, httpcore.ReadTimeout, httpcore.ReadError):
            self._socket.settimeout(current().within(timeout))
            return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it; `timeout` is seconds for each piece. Raises WriteError, WriteTimeout."""
        with self._used(self._shut, httpcore.WriteTimeout, httpcore.WriteError):
            rest = memoryview(buffer)
            while rest:
                self._socket.settimeout(current().within(timeout))
                sent = self._socket.send(rest)
                current().moved(sent)
                rest = rest[sent:]

    def close(self) -> None:
        """Close it; in use, wake its user, who then does."""
        self._forget()
        with self._lock:
            self._closed = True
            if self._wake is not None:
                self._wake()
                return
        self._socket.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted. Raises ConnectError, ConnectTimeout."""
        return encrypted(self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know of a stream."""
        if info == "is_readable":
            return self._closed or _is_readable(self._socket)
        return self._socket if info == "socket" else None

    @contextmanager
    def _used(
        self, wake: Callable[[], None], timed_out: type[Exception], broken: type[Exception]
    ) -> Iterator[None]:
        if self._hand_to(wake):
            raise broken("The connection was closed.")
        remove = cancel.current().on_cancel(wake)
        try:
            with _errors(timed_out, broken):
                yield
        finally:
            remove()
            if self._hand_to(None):
                self._socket.close()

    def _hand_to(self, user: Callable[[], None] | None) -> bool:
        """Note what wakes the user, or that there is none; says whether it was closed."""
        with self._lock:
            self._wake = None if self._closed else user
            return self._closed

    def _shut(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


def _is_readable(connection: socket.socket) -> bool:
    """Whether an idle connection has something to say: that its other end is gone."""
    try:
        # PollSelector needs no descriptor of its own, and takes numbers of any size; Windows has none.
        with getattr(selectors, "PollSelector", selectors.SelectSelector)() as waiting:
            waiting.register(connection, selectors.EVENT_READ)
            return bool(waiting.select(0))
    except (OSError, ValueError):
        return True


@contextmanager
def _errors(timed_out: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """The system's errors under httpcore's names."""
    try:
        yield
    except TimeoutError as error:
        raise timed_out(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error
