"""One server a database file: a lock that ends with its process, and the address of who holds it."""

import json
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from aixtui.sandbox.problems import SandboxError

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
        SandboxError: the links lead nowhere, or the file itself has several names: SQLite keeps what it has
            not yet written into it under the name that it was opened by.
    """
    try:
        real = path.resolve()
        names = real.stat().st_nlink if real.exists() else 1
    except (OSError, RuntimeError) as error:
        raise SandboxError(f"Cannot use {path}: {error}.") from error
    if names > 1:
        raise SandboxError(f"{path} has {names} names (hard links).", "Copy it to a file of its own.")
    return real


class FileLock:
    """The right to serve a file, given by its real path.

    It is SQLite's own lock on a file beside it, so that it works on every system.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock_path = path.with_name(path.name + ".lock")
        self._address_path = path.with_name(path.name + ".server")
        self._lock_path.touch(mode=0o600)
        self._connection = sqlite3.connect(
            self._lock_path, isolation_level=None, timeout=0, check_same_thread=False
        )

    def take(self) -> bool:
        """Take the lock, or say False when another server has it."""
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._connection.close()
            return False
        self._address_path.unlink(missing_ok=True)
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
            address = self._read()
            if address and _answers(address):
                return address
            if FileLock(self._path).probe():
                return None
            sleep(_RETRY_SECONDS)
        raise SandboxError(f"Another sandbox has {self._path} open and does not answer.")

    def probe(self) -> bool:
        """Whether the lock is free; does not keep it."""
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return False
        finally:
            self._connection.close()
        return True

    def release(self) -> None:
        """Give the lock up."""
        self._address_path.unlink(missing_ok=True)
        self._connection.close()

    def _read(self) -> Address | None:
        try:
            return Address(**json.loads(self._address_path.read_text()))
        except (OSError, ValueError, TypeError):
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
