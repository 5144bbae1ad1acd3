"""What can go wrong while serving, as HTTP errors, and while starting, as `SandboxError`."""

import errno
import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from aixtui.files.database_errors import (
    NO_ROOM_HINT,
    NOT_WRITABLE_HINT,
    DamagedError,
    DatabaseFileError,
    LockedError,
)

# Failures of the system that are about files, with what to do about them.
_HINTS = {
    errno.ENOSPC: NO_ROOM_HINT,
    errno.EDQUOT: NO_ROOM_HINT,
    errno.EROFS: NOT_WRITABLE_HINT,
    errno.EACCES: NOT_WRITABLE_HINT,
    errno.EPERM: "",
    errno.EIO: "",
}


class SandboxError(Exception):
    """The sandbox cannot start; the text is one sentence for a person, `hint` what to do about it."""

    title = "The sandbox cannot start"
    code = "sandbox"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class StorageError(SandboxError):
    """What the sandbox keeps cannot be read or written: a full disk, a file that is read-only or damaged.

    `status` is the one that a request is answered with: 503 where trying again helps, which clients then do.
    """

    title = "The sandbox cannot use its file"

    def __init__(self, text: str, hint: str = "", status: int = 507) -> None:
        super().__init__(text, hint)
        self.status = status

    @property
    def sentence(self) -> str:
        """The text with what to do about it."""
        return f"{self} {self.hint}".strip()


class PlatformError(Exception):
    """A request the platform refuses: an HTTP status and the platform's error body.

    `message` is a sentence or a list of sentences, `extra` more keys of the body. `supplierError` is the
    same in one text: clients read it, or `message`, whose sentences they put in lines.
    """

    def __init__(
        self,
        status: int,
        message: str | list[str],
        *,
        error: str | None = None,
        extra: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message if isinstance(message, str) else "; ".join(message))
        self.status = status
        self.headers = dict(headers or {})
        self.body: dict[str, object] = {
            "statusCode": status,
            "message": message,
            "supplierError": message if isinstance(message, str) else "\n".join(message),
            "error": error or _phrase(status),
            **(extra or {}),
        }


class AbortConnectionError(Exception):
    """The connection is to be closed in the middle of the answer, as somebody asked."""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Supplier Error" if 480 <= status < 490 else "Error"


def database_problem(error: DatabaseFileError) -> StorageError:
    """What is wrong with the database, as the sandbox says it."""
    hint = error.hint
    if isinstance(error, DamagedError) and not hint:
        command = f"aixtui sandbox --db {shlex.quote(str(error.path))}"
        hint = f"`{command} recover NEW_FILE` copies what can be read; `{command} reset` starts over."
    return StorageError(str(error), hint, 503 if isinstance(error, LockedError) else 507)


def storage_problem(error: Exception) -> StorageError | None:
    """What an error says of the files of the sandbox; None when it is about something else."""
    if isinstance(error, StorageError):
        return error
    if not isinstance(error, OSError) or error.errno not in _HINTS:
        return None
    text = f"{error.filename or 'A file of the sandbox'} cannot be used: {error.strerror}."
    return StorageError(text, _HINTS[error.errno])


def start_problem(error: OSError, path: Path) -> SandboxError:
    """Why a sandbox cannot be started, or removed, at `path`, or at the file that the error names."""
    text = f"Cannot use {error.filename or path}: {error.strerror or error}."
    return SandboxError(text, _HINTS.get(error.errno or 0, ""))


def bad_request(message: str | list[str]) -> PlatformError:
    """400: the body or the query does not hold what it must."""
    return PlatformError(400, message)


NAME_TAKEN = "err.name_already_exists"


@contextmanager
def unless_taken(message: str = NAME_TAKEN) -> Iterator[None]:
    """Refuse what would give a name a second time.

    Raises:
        PlatformError: 400, the name is taken.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise bad_request(message) from None


def forbidden(message: str) -> PlatformError:
    """403: the caller may not do this."""
    return PlatformError(403, message)


def not_found(what: str, identifier: str) -> PlatformError:
    """404 naming the thing that is not there."""
    return PlatformError(404, f"{what} {identifier} not found")


def run_refused(status: int, sentence: str, token: str) -> PlatformError:
    """A run that cannot start, in the shape of the execution service: FAILED with a supplier error."""
    return PlatformError(
        status,
        sentence,
        error=token,
        extra={"status": "FAILED", "completed": True},
    )
