"""One program at a time."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_PATIENCE_SECONDS = 5.0


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Keep other programs, and other threads, out of this block for the same `path`.

    It is SQLite's own lock on a hidden file beside it: it works on every system and ends with its process.

    Raises:
        TimeoutError: somebody else has had it for seconds.
        OSError: there can be no file beside `path`.
    """
    lock = path.with_name(f".{path.name}.lock")
    lock.touch(mode=0o600)
    with closing(sqlite3.connect(lock, isolation_level=None, timeout=_PATIENCE_SECONDS)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise TimeoutError(errno.ETIMEDOUT, "another program is using it", str(path)) from error
        yield
