"""A lock between programs: SQLite's own, on an empty file. It works everywhere and ends with its process."""

import errno
import sqlite3
from pathlib import Path

from aixtui.files.database_errors import LockedError, database_error
from aixtui.files.gate import require_file


def take_lock(path: Path, *, patience: float) -> sqlite3.Connection | None:
    """Take the lock that the file at `path` stands for, waiting `patience` seconds at most.

    It is held until the connection is closed, from any thread. None: somebody else has it.

    Raises:
        OSError: there can be no such file; or there is one that is no lock, and is left alone.
        DatabaseFileError: it cannot be locked.
    """
    # Never opened except by SQLite: closing it would drop a lock that this very process has on it.
    size = require_file(path, own=True)
    if size:
        raise OSError(errno.EEXIST, "it holds something, and a lock file of aixtui is empty", str(path))
    if size is None:
        path.touch(mode=0o600)
    connection = None
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=patience, check_same_thread=False)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        cause = database_error(path, error)
        if isinstance(cause, LockedError):
            return None
        raise cause from error
    return connection
