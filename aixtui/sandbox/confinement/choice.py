"""Which means this machine has: each is really tried, once in a process."""

import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aixtui.sandbox.confinement.call import Call, CallError
from aixtui.sandbox.confinement.means import MEANS, UNCONFINED, Means

_SECONDS = 10
_LOOK = """
import os

def look(paths):
    for path in paths:
        try:
            open(path).close()
        except OSError:
            continue
        return f"{path} can be read"
    try:
        if os.fork() == 0:
            os._exit(0)
    except OSError:
        return None
    return "it can start processes"
"""


@dataclass(frozen=True, slots=True)
class Confinement:
    """The means that code is run by, and what keeps the better ones from working here."""

    means: Means
    failures: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the code sees nothing of the user's."""
        return self.means is not UNCONFINED

    @property
    def told(self) -> str:
        """The same as a sentence or two."""
        if self.holds:
            return f"Python code of tools is confined by {self.means.name}."
        return f"Nothing on this machine can confine Python code of tools ({'; '.join(self.failures)})."


@cache
def confinement() -> Confinement:
    """The first means that works."""
    failures: list[str] = []
    for means in MEANS:
        failure = failure_of(means)
        if failure is None:
            return Confinement(means, tuple(failures))
        failures.append(f"{means.name}: {failure}")
    return Confinement(UNCONFINED, tuple(failures))


def failure_of(means: Means) -> str | None:
    """Why code cannot be confined by `means` here; None when it can."""
    with tempfile.NamedTemporaryFile(prefix="aixtui-secret-") as secret:
        hidden = [secret.name, f"/proc/{os.getpid()}/environ", str(Path(__file__))]
        try:
            found = Call(_LOOK, "look", {"paths": hidden}, _SECONDS).result(means)
        except CallError as error:
            return str(error).removeprefix("The code ended without a result. ").rstrip(".")
    return None if found is None else str(found)
