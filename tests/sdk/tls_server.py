"""The server's side of TLS."""

import socket
import ssl
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

CERTIFICATE = Path(__file__).parent / "tls" / "localhost.pem"

T = TypeVar("T")


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def secured(connection: socket.socket) -> ssl.SSLSocket:
    """The same connection after a handshake. It is good for localhost and backend.test."""
    return _context().wrap_socket(connection, server_side=True)


class Within:
    """TLS on a connection that may be encrypted itself."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._received, self._to_send = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = _context().wrap_bio(self._received, self._to_send, server_side=True)
        self._exchange(self._tls.do_handshake)

    def recv(self, size: int) -> bytes:
        """Some bytes."""
        return self._exchange(partial(self._tls.read, size))

    def sendall(self, data: bytes) -> None:
        """Send a little."""
        self._exchange(partial(self._tls.write, data))

    def _exchange(self, step: Callable[[], T]) -> T:
        while True:
            try:
                done = step()
            except ssl.SSLWantReadError:
                self._connection.sendall(self._to_send.read())
                self._received.write(self._connection.recv(65536))
            else:
                self._connection.sendall(self._to_send.read())
                return done
