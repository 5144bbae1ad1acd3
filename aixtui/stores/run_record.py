"""A run as it is kept: what was asked for, how far it came, what it gave."""

import secrets
from datetime import datetime
from typing import Literal, NamedTuple

from aixtui.stores.exact_json import JsonObject
from aixtui.stores.owner import Holder
from aixtui.system import clock

RunPhase = Literal["intent", "sent", "accepted", "polling", "done", "failed", "stopped", "unknown"]
"""Each is written before the next act: `intent` before anything is sent, `sent` before the request leaves.

Then `accepted` (the server said where to ask), `polling` (it was asked), and how it ended: `done`, `failed`,
`stopped` (nobody waits for it any more, and nobody can), `unknown` (sent, and no answer came).
"""
OPEN_PHASES: tuple[RunPhase, ...] = ("intent", "sent", "accepted", "polling")
IN_FLIGHT_SQL = f"phase IN ({', '.join(map(repr, OPEN_PHASES))})"
"""The same for SQL, letter by letter as an index has it."""
Face = Literal["app", "command"]
RunState = Literal["sending", "running", "not watched", "done", "failed", "stopped", "unknown"]
"""A phase in the words of the user: those that are open by whether anybody watches."""


class RunRecord(NamedTuple):
    """What is to be run."""

    id: str
    """As `new_run_id` makes it."""
    workspace: str
    """As a connection names it: no other one sees it."""
    kind: str
    resource_id: str
    name: str
    """To show."""
    inputs: JsonObject
    """What was typed into each input, or given for it."""
    face: Face
    """Where it was asked for."""
    sent: JsonObject | None = None
    """The inputs as they were sent, where those differ: with the addresses of uploaded files."""


class Progress(NamedTuple):
    """How far a run has come. What is empty or None leaves what was known before."""

    phase: RunPhase
    url: str = ""
    """Where the server is asked about it."""
    request_id: str = ""
    status: str = ""
    """The server's word."""
    reply: JsonObject | None = None
    """The latest reply as it came."""
    credits: float | None = None
    run_time: float | None = None
    sentence: str = ""
    """Why it failed, or why nobody knows what became of it."""
    share: float | None = None
    """How much of it is done, from 0 to 1, as the latest reply says."""
    stage: str = ""
    """What it is at, in the words of that reply."""


class StoredRun(NamedTuple):
    """A run as it stands in the file."""

    record: RunRecord
    progress: Progress
    started_at: datetime
    changed_at: datetime
    holder: Holder
    """Who watches it: this window, another one that is open, or nobody, so that it can be taken."""
    hidden_inputs: tuple[str, ...] = ()
    """The inputs that are not kept, being secret."""
    note: str = ""
    """The user's own."""
    is_starred: bool = False
    is_whole: bool = True
    """Whether it has all that was asked, and the reply: a row of a list has the beginning, and none."""

    @property
    def id(self) -> str:
        """As `new_run_id` made it."""
        return self.record.id

    @property
    def name(self) -> str:
        """Of the resource that was run."""
        return self.record.name

    @property
    def state(self) -> RunState:
        """How it stands: `not watched` is one that may go on at the server, and nobody here asks for it."""
        match self.progress.phase:
            case "intent" | "sent":
                return "sending"
            case "accepted" | "polling":
                return "not watched" if self.holder == "nobody" else "running"
            case "done" | "failed" | "stopped" | "unknown" as ended:
                return ended

    @property
    def age_text(self) -> str:
        """How long ago it was sent."""
        return clock.age_text((clock.now() - self.started_at).total_seconds())

    @property
    def is_open(self) -> bool:
        """Whether the server may still be at work on it, as far as is known here."""
        return self.progress.phase in OPEN_PHASES


class Poll(NamedTuple):
    """A reply on the way that said something else than the one before."""

    at: datetime
    status: str
    credits: float | None
    share: float | None
    stage: str


def new_run_id() -> str:
    """An id that no other run has, short enough to be typed by its beginning."""
    return secrets.token_hex(6)
