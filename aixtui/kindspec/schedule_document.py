"""The schedules of the platform, as a trigger's configuration has them."""

from collections.abc import Mapping
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNIT_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
"""What a recurring schedule counts."""


def document_of(schedule: Any) -> dict[str, Any]:
    """A schedule as JSON: a document stays one, an object of a client says its own."""
    return dict(schedule if isinstance(schedule, Mapping) else schedule.to_dict())


def daily(time: str) -> dict[str, Any]:
    """Every day at this time, HH:MM."""
    return {"type": "daily", "time": time}


def weekly(days: list[str], time: str) -> dict[str, Any]:
    """On these of WEEKDAYS."""
    return {"type": "weekly", "time": time, "daysOfWeek": days}


def monthly(days: list[int], time: str) -> dict[str, Any]:
    """On these days of every month, from 1 to 31."""
    return {"type": "monthly", "time": time, "daysOfMonth": days}


def recurring(every: int, unit: str, start: str | None = None) -> dict[str, Any]:
    """Every so many of a unit, counted from a moment of the wire, or from when the trigger is made."""
    start_at = {} if start is None else {"startAt": start}
    return {"type": "recurring", **start_at, "repeat": {"every": every, "unit": unit}}
