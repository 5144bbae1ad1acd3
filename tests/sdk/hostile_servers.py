"""Servers that would take all of a client's time or memory. Each answers on a socket, by hand."""

import gzip
import socket
import struct
import time
import zlib
from contextlib import suppress

JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DRIP_SECONDS = 0.02


def bomb(size: int, coding: str = "gzip") -> bytes:
    """A packed JSON text of so many bytes, a thousandth on the wire.

    Only one part of it is packed: what is flushed depends on nothing before it, and can be repeated.
    """
    part, parts = b"x" * 2**20, size // 2**20
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    first = packer.compress(b'"') + packer.flush(zlib.Z_FULL_FLUSH)
    repeated = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + repeated * parts + packer.compress(b'"') + packer.flush()
    sum_of = zlib.crc32 if coding == "gzip" else zlib.adler32
    check = sum_of(b'"')
    for _ in range(parts):
        check = sum_of(part, check)
    check = sum_of(b'"', check)
    if coding == "gzip":
        return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + packed + struct.pack("<II", check, size + 2)
    return b"\x78\xda" + packed + struct.pack(">I", check)


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
