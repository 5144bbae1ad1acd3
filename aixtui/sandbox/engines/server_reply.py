"""What a server of somebody else answers: so long a line, so much of it, and for so long."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse

from aixtui.sandbox.engines.engine import EngineError

LONGEST_LINE = 262_144
MOST_BYTES = 16_777_216
_MOST_ESCAPES = 16
"""Backslashes before a letter: each time that JSON is put into JSON there are twice as many, and one more."""
_REMOVED = "[removed]"


@contextmanager
def ended_after(connection: HTTPConnection, seconds: float) -> Iterator[threading.Event]:
    """Connect, and shut the connection down when so much time has passed, whatever comes on it.

    The event is set when that happened: what is read then just ends.

    Raises:
        OSError: there is no connection.
    """
    connection.connect()
    connected, over = connection.sock, threading.Event()

    def end() -> None:
        over.set()
        with suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)  # also under TLS, which would talk first

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
        connection.close()


def lines(reply: HTTPResponse) -> Iterator[str]:
    """The lines of a reply, as they come.

    Raises:
        EngineError: one of them, or all together, are longer than can be.
    """
    size = 0
    while line := reply.readline(LONGEST_LINE + 1):
        size += len(line)
        if len(line) > LONGEST_LINE:
            raise EngineError(f"The language model server sends a line of more than {LONGEST_LINE} bytes.")
        if size > MOST_BYTES:
            raise EngineError(f"The language model server sends more than {MOST_BYTES} bytes.")
        yield line.decode("utf-8", "replace").strip()


def without(secret: str | None, text: str) -> str:
    """The text with the secret taken out: as it is, in escapes of JSON and of addresses, or some of each."""
    if not secret:
        return text
    return re.sub("".join(map(_spellings, secret)), _REMOVED, text)


def _spellings(letter: str) -> str:
    slashes = rf"\\{{0,{_MOST_ESCAPES}}}"
    code = ord(letter)
    return rf"(?:{slashes}{re.escape(letter)}|\\{slashes}u(?i:{code:04x})|%(?i:{code:02x}))"
