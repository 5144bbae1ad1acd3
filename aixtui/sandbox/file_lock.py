"""One server a database file: a lock that ends with its process, and the address of who holds it."""

import json
from pathlib import Path
from sqlite3 import Connection
from time import monotonic, sleep
from typing import NamedTuple

from aixtui.files.database import require_kind
from aixtui.files.database_errors import DatabaseFileError
from aixtui.files.gate import read_file, require_file
from aixtui.files.lock import take_lock
from aixtui.sandbox.problems import SandboxError, database_problem
from aixtui.sandbox.store.schema import SANDBOX

# Starting on a new file takes about a second, and several on a busy machine.
_PATIENCE_SECONDS = 20.0
_RETRY_SECONDS = 0.02


class Address(NamedTuple):
    """Where a running sandbox is reached."""

    backend_url: str
    models_url: str
    api_key: str

    def __repr__(self) -> str:
        return f"Address({self.backend_url!r}, {self.models_url!r}, api_key=…)"


def real_path(path: Path) -> Path:
    """The file behind every spelling of its path: links are followed, so that all have one lock.

    Raises:
        SandboxError: the links lead nowhere, or to no file, or to somebody else's; or it has several names:
            SQLite keeps what it has not yet written into a file under the name that it was opened by.
    """
    try:
        real = path.resolve()
        names = 1 if require_file(real, own=True) is None else real.stat().st_nlink
    except (OSError, RuntimeError) as error:
        raise SandboxError(f"Cannot use {path}: {getattr(error, 'strerror', None) or error}.") from error
    if names > 1:
        raise SandboxError(f"{path} has {names} names (hard links).", "Copy it to a file of its own.")
    return real


class FileLock:
    """The right to serve a file, given by its real path. The lock is a file beside it.

    Raises:
        OSError: from every method, when there can be no such file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock_path = path.with_name(path.name + ".lock")
        self._address_path = path.with_name(path.name + ".server")
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Take the lock, or say False when another server has it.

        Raises:
            StorageError: it cannot be locked, or is no database of the sandbox. Nothing is left beside it.
        """
        if not self._lock_path.exists():  # else it may be served, by this process too, and is left alone
            self._require_kind()
        connection = self._lock()
        if connection is None:
            return False
        try:
            self._require_kind()
            self._address_path.unlink(missing_ok=True)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return True

    def publish(self, address: Address) -> None:
        """Tell other processes of this user where the server is."""
        draft = self._address_path.with_name(self._address_path.name + ".new")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(address._asdict()))
        draft.replace(self._address_path)

    def holder(self) -> Address | None:
        """The address of the server that has the lock; None when it ended meanwhile.

        Raises:
            SandboxError: it has the lock and does not answer.
        """
        deadline = monotonic() + _PATIENCE_SECONDS
        while monotonic() < deadline:
            if address := self.answering():
                return address
            if probe := self._lock():
                probe.close()
                return None
            sleep(_RETRY_SECONDS)
        raise SandboxError(f"Another sandbox has {self._path} open and does not answer.")

    def answering(self) -> Address | None:
        """The address of the server that has the lock, if it answers now."""
        address = self._read()
        return address if address and _answers(address) else None

    def release(self) -> None:
        """Give the lock up."""
        self._address_path.unlink(missing_ok=True)
        if self._connection is not None:
            self._connection.close()

    def _lock(self) -> Connection | None:
        try:
            return take_lock(self._lock_path, patience=0)
        except DatabaseFileError as error:
            raise database_problem(error) from error

    def _require_kind(self) -> None:
        try:
            require_kind(self._path, SANDBOX)
        except DatabaseFileError as error:
            raise database_problem(error) from error

    def _read(self) -> Address | None:
        try:
            return Address(**json.loads(read_file(self._address_path, own=True)))
        except (OSError, ValueError, TypeError):
            return None


def serving(path: Path) -> Address | None:
    """The server that has a database open and answers now, without waiting for one that is starting."""
    try:
        return FileLock(real_path(path)).answering()
    except SandboxError:
        return None


def _answers(address: Address) -> bool:
    import http.client
    from urllib.parse import urlsplit

    parts = urlsplit(address.backend_url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
