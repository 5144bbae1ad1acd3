"""What one run of an agent may still do: its budget, and the remarks on what was left out for it."""

from dataclasses import dataclass, field
from time import perf_counter

from aixtui.sandbox.runs.agent_request import AgentRequest
from aixtui.sandbox.runs.trace import Trace

_CODE = "AX-BIL-1000"
_ROUNDING = 1e-9


class TimeIsOverError(Exception):
    """The run has taken as long as it may; the text says so."""


@dataclass(slots=True)
class Budget:
    """The limits of a run, held against its trace. `notes` and `codes` tell what they kept from running."""

    request: AgentRequest
    trace: Trace
    notes: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    _began: float = field(default_factory=perf_counter)

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return perf_counter() - self._began

    @property
    def seconds_left(self) -> float:
        """How long it may go on; never negative."""
        return max(0.0, self.request.most_seconds - self.seconds)

    def check_time(self) -> None:
        """End the work when its time is over.

        Raises:
            TimeIsOverError: it is; the notes say so.
        """
        if not self.seconds_left:
            limit = f"take {self.request.most_seconds:g} seconds; the rest was left out."
            raise TimeIsOverError(self._note(limit))

    def allows_a_tool(self) -> bool:
        """Whether one more tool may be used; notes it when not.

        Raises:
            TimeIsOverError: no time is left.
        """
        self.check_time()
        most = self.request.most_iterations
        used = sum(step["unit"]["type"] == "tool" for step in self.trace.steps)
        if most is None or used < most:
            return True
        self._note(f"use {most} tools; the remaining tools were left out.")
        return False

    def affords(self, name: str, cost: float) -> bool:
        """Whether what is left pays for a tool that costs so many credits; notes it when not."""
        most = self.request.most_cost
        spent = sum(step["used_credits"] for step in self.trace.steps)
        if most is None or (spent < most and spent + cost <= most + _ROUNDING):
            return True
        self._note(f"cost {most:g} credits; {name} was left out.")
        return False

    def note_unpaid(self, name: str) -> None:
        """Say that the workspace or the key cannot pay for a tool."""
        self._say(f"The credits that are left do not pay for {name}; it was left out.")

    def _note(self, limit: str) -> str:
        return self._say(f"The run may {limit}")

    def _say(self, note: str) -> str:
        if note not in self.notes:
            self.notes.append(note)
        if _CODE not in self.codes:
            self.codes.append(_CODE)
        return note
