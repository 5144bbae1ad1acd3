"""What a client takes of a server: how long, how much, how deep."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Beyond them a request fails with LimitExceededError, which names the limit by its name here.

    A MB has 1024 x 1024 bytes, counted after unpacking. A body that is sent, and a file that is saved, give
    a second more for every 16 KB: what is large may take longer, what only drips may not.
    """

    read_seconds: float = 60.0
    """A read, from its first attempt to the last byte of the reply; further attempts and waits included."""
    write_seconds: float = 600.0
    """Anything else: a save, a deletion, the start of a run."""
    stream_seconds: float = 3600.0
    """An answer that comes piece by piece."""
    reply_mb: float = 16.0
    """A reply, also one that comes piece by piece."""
    file_mb: float = 10_240.0
    """A file that is saved to disk, or the archive of a folder."""
    line_mb: float = 1.0
    """A line of an answer that comes piece by piece."""
    depth: int = 100
    """Lists and objects within each other."""
    values: int = 250_000
    """Values of a reply: each takes many times the memory of its text."""
