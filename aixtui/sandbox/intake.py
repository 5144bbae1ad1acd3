"""How much of a request is taken, and how long it is waited for."""

from typing import NamedTuple

HEAD_SECONDS = 10.0
"""How long a connection may take to say what it asks for, from its start or its last answer."""
MOST_HELD = 33_554_432
"""Bytes of all bodies that are read at a time; small ones are read all the same."""
SMALL = 65_536
"""Bytes of a body that is never in the way of another."""


class Intake(NamedTuple):
    """What a body may be: its bytes, and the seconds in which all of it has to come."""

    size: int
    seconds: float


DOCUMENT = Intake(4_194_304, 60.0)
FILE = Intake(314_572_800, 900.0)
"""The bytes of one upload."""
_UPLOADS = "/files/put/"


def intake_of(path: str) -> Intake:
    """What the body of a request to `path` may be."""
    return FILE if path.startswith(_UPLOADS) else DOCUMENT
