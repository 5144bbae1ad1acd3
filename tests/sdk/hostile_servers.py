"""Servers that would take all of a client's time or memory. Each answers on a socket, by hand."""

import gzip
import socket
import time
import zlib
from contextlib import suppress

JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DRIP_SECONDS = 0.02


def bomb(size: int, coding: str = "gzip") -> bytes:
    """A packed JSON text of so many bytes, a thousandth on the wire."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    packed = packer.compress(b'"')
    for _ in range(size // 2**20):
        packed += packer.compress(b"x" * 2**20)
    return packed + packer.compress(b'"') + packer.flush()


def reply(body: bytes, head: bytes = JSON, *, coding: str = "") -> bytes:
    """A whole reply."""
    packing = f"Content-Encoding: {coding}\r\n".encode() if coding else b""
    return head + packing + f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


def packed(body: bytes) -> bytes:
    """A whole reply, as servers pack it."""
    return reply(gzip.compress(body), coding="gzip")


def drip(connection: socket.socket, start: bytes, piece: bytes = b" ", seconds: float = 30.0) -> None:
    """Send the start, then a piece at a time until nobody listens."""
    end = time.monotonic() + seconds
    with suppress(OSError):
        connection.sendall(start)
        while time.monotonic() < end:
            time.sleep(DRIP_SECONDS)
            connection.sendall(piece)


def flood(connection: socket.socket, start: bytes, piece: bytes, seconds: float = 30.0) -> None:
    """Send the start, then pieces as fast as they are taken, until nobody listens."""
    end = time.monotonic() + seconds
    with suppress(OSError):
        connection.sendall(start)
        while time.monotonic() < end:
            connection.sendall(piece)
