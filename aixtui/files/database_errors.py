"""What SQLite says of a file, in words that name the file, the cause and the remedy."""

import sqlite3
from pathlib import Path


class DatabaseFileError(Exception):
    """A database file cannot be used. The text names it and the cause, `hint` says what to do about it."""

    def __init__(self, path: Path, reason: str, hint: str = "") -> None:
        super().__init__(f"{path} cannot be used: {reason}.")
        self.path = path
        self.reason = reason
        self.hint = hint


class DamagedError(DatabaseFileError):
    """The file is damaged, or no database at all."""


class LockedError(DatabaseFileError):
    """Another program has it, and kept it for longer than was waited."""


NO_ROOM_HINT = "Make room on its disk."
NOT_WRITABLE_HINT = "Make the file and its folder writable for you."
LOCKED_HINT = "End that program, or wait until it has ended."
MOVE_AWAY_HINT = "Move it away, so that a new one can be made."
_CAUSES: dict[int, tuple[type[DatabaseFileError], str, str]] = {
    sqlite3.SQLITE_FULL: (DatabaseFileError, "the disk is full", NO_ROOM_HINT),
    sqlite3.SQLITE_READONLY: (DatabaseFileError, "it may not be written", NOT_WRITABLE_HINT),
    sqlite3.SQLITE_PERM: (DatabaseFileError, "it may not be written", NOT_WRITABLE_HINT),
    sqlite3.SQLITE_CANTOPEN: (DatabaseFileError, "it may not be opened", NOT_WRITABLE_HINT),
    sqlite3.SQLITE_IOERR: (
        DatabaseFileError,
        "reading or writing it failed",
        "Look whether its disk is there, in order, and within your quota.",
    ),
    sqlite3.SQLITE_CORRUPT: (DamagedError, "it is damaged", ""),
    sqlite3.SQLITE_NOTADB: (DamagedError, "it is damaged, or no database", MOVE_AWAY_HINT),
    sqlite3.SQLITE_BUSY: (LockedError, "another program keeps it locked", LOCKED_HINT),
    sqlite3.SQLITE_LOCKED: (LockedError, "another program keeps it locked", LOCKED_HINT),
}

_NO_TEXT = "Could not decode to UTF-8"
"""How the error begins of a text in which bytes have changed."""


def is_about_the_file(error: sqlite3.Error) -> bool:
    """Whether the file is the cause, and not what was asked of it."""
    return _kind(error) in _CAUSES


def database_error(path: Path, error: sqlite3.Error) -> DatabaseFileError:
    """The error in words; what is not about the file keeps the words of SQLite."""
    error_type, reason, hint = _CAUSES.get(_kind(error), (DatabaseFileError, str(error), ""))
    return error_type(path, reason, hint)


def _kind(error: sqlite3.Error) -> int:
    """The low byte of SQLite's code. What Python found has none, such as that a text is no text."""
    if isinstance(error, sqlite3.OperationalError) and str(error).startswith(_NO_TEXT):
        return sqlite3.SQLITE_CORRUPT
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
