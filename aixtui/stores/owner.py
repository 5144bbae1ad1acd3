"""Whose a row is: the window that writes it, for as long as its process runs."""

import os
import secrets
from typing import Literal, NamedTuple

from aixtui.system.process_start import process_start

Holder = Literal["us", "others", "nobody"]


class Owner(NamedTuple):
    """One window of one process."""

    pid: int
    started: str
    """As `process_start` says it: the number alone is given to another process some day."""
    window: str
    """Random: two windows may belong to one process."""

    @classmethod
    def new_window(cls) -> "Owner":
        """A window of this process."""
        pid = os.getpid()
        return cls(pid, process_start(pid), secrets.token_hex(8))

    @property
    def is_alive(self) -> bool:
        """Whether its process runs; no where a system cannot say, or a draft could never be taken."""
        return bool(self.started) and process_start(self.pid) == self.started

    def holder(self, pid: object, started: object, window: object) -> Holder:
        """Whose a row with these is, as this window sees it; nobody's where its process has ended."""
        owner = Owner(pid if isinstance(pid, int) else 0, str(started), str(window))
        if owner == self:
            return "us"
        return "others" if owner.is_alive else "nobody"
