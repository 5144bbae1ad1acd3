"""One process that runs a command line, with a model to be run most likely, until its time is up."""

import importlib
import json
import os
import signal
import sys
from typing import NamedTuple

from aixtui.cli.main import run
from tests.kills.plan import Server

OUT = "out"
_LATE = (
    "aixsdk",
    "aixtui.kinds",
    "aixtui.stores.journal",
    "aixtui.workspace.session",
    "aixtui.cli.run",
    "aixtui.cli.runs",
)


class Life(NamedTuple):
    """What a process does, and how long it has."""

    server: Server
    home: str
    command: list[str]
    seconds: float = 0.0
    """After which it is killed, by the system, whatever it does; 0 never."""

    def to_json(self) -> str:
        """One line."""
        return json.dumps(self._asdict() | {"server": vars(self.server)})


def load() -> None:
    """Load what is loaded late: each process would do it anew."""
    for name in _LATE:
        importlib.import_module(name)


def live(line: str) -> int:
    """Do it; what it prints comes to be in `OUT` of its home."""
    values = json.loads(line)
    life = Life(**(values | {"server": Server(**values["server"])}))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = f"{life.home}/{name.lower()}"
    os.environ["BACKEND_URL"], os.environ["MODELS_RUN_URL"] = life.server.backend_url, life.server.models_url
    os.environ["TEAM_API_KEY"] = life.server.api_key
    for name, stream in ((OUT, sys.stdout), ("err", sys.stderr)):
        file = os.open(f"{life.home}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, stream.fileno())
    if life.seconds:
        # Nothing of Python is asked: without a handler the signal ends the process in the middle of anything.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, life.seconds)
    code = run(life.command)
    sys.stdout.flush()
    return code
