"""What one process is to do with a form, and what it saw: both go over a pipe and a file as JSON."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.kills.steps import Step


@dataclass
class Server:
    """Where the sandbox is."""

    backend_url: str
    models_url: str
    api_key: str


class Plan(NamedTuple):
    """One sitting at one agent."""

    server: Server
    home: str
    """The folder of the journal."""
    report: str
    """The file that is told what was seen."""
    target: str
    """The id of the agent; empty for a new one."""
    typed: dict[str, str]
    offer: str = "resume"
    """What is answered where a draft is offered."""
    side: str = "mine"
    """What is decided where both changed something."""
    step: Step | None = None
    """Where it is killed; None saves, and ends."""
    edited: str = ""
    """What the user's own editor writes for the instructions where it is killed while that is open."""

    def to_json(self) -> str:
        """One line."""
        return json.dumps(self._asdict() | {"server": vars(self.server)})

    @classmethod
    def from_json(cls, line: str) -> "Plan":
        """The plan of a line."""
        values = json.loads(line)
        return cls(**(values | {"server": Server(**values["server"])}))


class Seen(NamedTuple):
    """What a process saw when its form was open, written down before anything else was done."""

    is_offered: bool
    """Whether there was a draft."""
    base: dict[str, str]
    """What the server has."""
    texts: dict[str, str]
    """What the form holds."""
    messages: list[str]
    conflicts: list[str]
    """The labels of the fields that were decided about."""

    def write(self, path: str) -> None:
        """Tell it."""
        Path(path).write_text(json.dumps(self._asdict()), encoding="utf-8")

    @classmethod
    def read(cls, path: str) -> "Seen":
        """What was told."""
        return cls(**json.loads(Path(path).read_text(encoding="utf-8")))
