"""What a server does that means ill, by what it does to one request."""

import functools
import json
import socket
from collections.abc import Callable

from tests.sdk.hostile_servers import JSON, bomb, drip, flood, packed, reply

KEY = "key-of-the-test"
Answer = Callable[[socket.socket], None]
_MODEL = {
    "id": "m",
    "name": "Echo",
    "params": [{"name": "text", "required": True, "dataType": "text"}],
    "supportsStreaming": False,
}


@functools.cache
def packed_bomb() -> bytes:
    """A reply of 2 MB that unpacks to 2 GB."""
    return reply(bomb(2 * 2**30), coding="gzip")


def _silence(connection: socket.socket) -> None:
    connection.settimeout(30)
    while connection.recv(65536):
        pass


def _sends(build: Callable[[], bytes]) -> Answer:
    return lambda connection: connection.sendall(build())


def _redirect() -> bytes:
    return reply(b"", b"HTTP/1.1 302 Found\r\nLocation: http://[half\r\n")


def _echo() -> bytes:
    """The key as JSON may spell it."""
    spelled = "".join(f"\\u{ord(letter):04x}" for letter in KEY)
    refusal = f'{{"statusCode": 400, "message": "Wrong key {spelled}."}}'
    return reply(refusal.encode(), b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n")


ATTACKS: dict[str, Answer] = {
    "bomb": _sends(packed_bomb),
    "drip": lambda connection: drip(connection, JSON + b"\r\n"),
    "silence": _silence,
    "depth": _sends(lambda: packed(b"[" * 10**5)),
    "values": _sends(lambda: packed(b"[" + b"0," * 4_000_000 + b"0]")),
    "endless": lambda connection: flood(connection, JSON + b"\r\n", b'["' + b"x" * 65536),
    "redirect": _sends(_redirect),
    "echo": _sends(_echo),
}


def only_at(method: str, attack: Answer) -> Answer:
    """Attacks requests of this method and answers others with a model; for `listening` without its head."""

    def answer(connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (piece := connection.recv(65536)):
                return
            head += piece
        if head.startswith(method.encode()):
            attack(connection)
        else:
            connection.sendall(reply(json.dumps(_MODEL).encode()))

    return answer
