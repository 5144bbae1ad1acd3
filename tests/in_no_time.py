"""Runs whose time the sandbox does not tell: pictures of them are the same every time."""

from typing import Any

from aixtui.kindspec.kind import Kind
from aixtui.kindspec.results import Phase, RunEvent
from aixtui.workspace import run_events

_EVENT_OF = run_events.event_of


def in_no_time(kind: Kind, phase: Phase, elapsed: float, result: Any) -> RunEvent:
    """What a reply says of a run, but for how long it took."""
    return _EVENT_OF(kind, phase, elapsed, result)._replace(run_time=None)
