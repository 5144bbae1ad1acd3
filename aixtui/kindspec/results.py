"""What a run has said so far, in the words of the interface."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from aixtui.kindspec.named_file import NamedFile

Phase = Literal["sent", "accepted", "polled", "streamed", "lost", "finished"]
"""`streamed` brings a piece of the answer; `lost` says that the server could not be asked just now."""


class RunStep(NamedTuple):
    """One step of an agent: who did what with which unit."""

    id: str
    agent: str = ""
    unit: str = ""
    action: str = ""
    thought: str = ""
    input: Any = None
    output: Any = None
    error: str = ""
    seconds: float | None = None
    credits: float | None = None
    start: float | None = None
    """Seconds since the epoch, by the server's clock."""

    @property
    def is_done(self) -> bool:
        """Whether the step has an output or an error."""
        return bool(self.output) or bool(self.error)


class Governance(NamedTuple):
    """What the inspectors of an agent decided about a run: their verdict, whose it is, and why."""

    status: str = ""
    source: str = ""
    reason: str = ""

    @property
    def text(self) -> str:
        """The verdict in one line; empty where there is none."""
        verdict = " by ".join(part for part in (self.status.replace("_", " "), self.source) if part)
        return ": ".join(part for part in (verdict, self.reason) if part)

    @property
    def has_remarks(self) -> bool:
        """Whether somebody had something to say against it."""
        return bool(self.source or self.reason)


class Reading(NamedTuple):
    """What one reply of a running resource means: its output so far, steps, and progress from 0 to 1."""

    output: Any = None
    steps: tuple[RunStep, ...] = ()
    progress: float | None = None
    note: str = ""
    governance: Governance = Governance()
    files: tuple[NamedFile, ...] = ()
    """What it made beside its output."""
    tokens: int | None = None


class RunEvent(NamedTuple):
    """One thing that happened to a run, `elapsed` seconds after it was sent."""

    phase: Phase
    elapsed: float
    status: str = ""
    url: str = ""
    request_id: str = ""
    reading: Reading = Reading()
    credits: float | None = None
    run_time: float | None = None
    raw: Mapping[str, Any] = {}
    text: str = ""
    """The piece of the answer that was streamed."""
    wait: float | None = None
    """Seconds until the server is asked again."""
