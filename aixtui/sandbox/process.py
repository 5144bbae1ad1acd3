"""The sandbox in a process of its own: it takes a second processor, and ends with the one that started it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Timer
from typing import NamedTuple

from aixtui.sandbox.file_lock import Address
from aixtui.sandbox.problems import SandboxError, StorageError

_PATIENCE_SECONDS = 5.0
"""How long an end in order may take."""


class Served(NamedTuple):
    """Where a sandbox is reached; `attached` where another process than ours serves it."""

    address: Address
    attached: bool


class SandboxProcess:
    """Begins to start with its making, and serves until `stop`, or until this process ends in any way."""

    def __init__(self, db: Path | None, environment: Mapping[str, str]) -> None:
        """Serve `db`, or a temporary file, in this environment, and return at once."""
        file = [str(db.absolute())] if db is not None else []
        self._process = subprocess.Popen(
            # -P: nothing is loaded from the current folder
            [sys.executable, "-P", "-m", "aixtui.sandbox", *file],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # what the terminal sends to whoever has it is not for the sandbox
        )
        self._served: Served | None = None

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether nothing is served by it any more."""
        return self._process.poll() is not None

    def served(self) -> Served:
        """Wait until it answers, and tell where.

        Raises:
            SandboxError: it cannot be started.
        """
        if self._served is None:
            assert self._process.stdout is not None
            self._served = self._read(self._process.stdout.readline())
        return self._served

    def _read(self, line: bytes) -> Served:
        if not line:
            raise SandboxError(f"Its process ended with exit code {self._process.wait()}.")
        told = json.loads(line)
        if told.get("attached", True):
            self._process.wait()  # it has nothing to serve
        if "defect" in told:
            raise RuntimeError(told["defect"])
        if "problem" in told:
            raise (StorageError if told["is_storage"] else SandboxError)(told["problem"], told["hint"])
        attached = told.pop("attached")
        return Served(Address(**told), attached)

    def stop(self) -> None:
        """End it, and its runs; one that has not answered yet is broken off. Again, it does nothing."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        if self._served is None:
            self._process.terminate()
        force = Timer(_PATIENCE_SECONDS, self._process.kill)
        force.start()
        self._process.wait()
        force.cancel()
        self._process.stdout.close()
