"""When a trigger fires: from what a person says to what the platform stores. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..exceptions import ValidationError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = ("minute", "hour", "day", "week")


def once(run_at: str, *, timezone: str | None = None) -> dict[str, Any]:
    """At one moment, ISO 8601."""
    return _with({"type": "once", "runAt": run_at}, timezone)


def every(
    unit: str,
    *,
    at: str | None = None,
    on: Sequence[str | int] = (),
    interval: int = 1,
    start_at: str | None = None,
    timezone: str | None = None,
) -> dict[str, Any]:
    """Every minute, hour, day, week or month; `at` is HH:MM, `on` are weekdays or days of the month.

    With an `interval` over 1, or without `at`, it counts from `start_at` or from when it is made. Raises
    ValidationError for what the platform has no schedule for.
    """
    if interval < 1:
        raise ValidationError("The interval must be 1 or more.")
    if unit == "month":
        return _with(_monthly(at, on, interval), timezone)
    if unit not in _UNITS:
        raise ValidationError(f"'{unit}' is not one of {', '.join((*_UNITS, 'month'))}.")
    if unit == "week" and interval == 1:
        if not on:
            raise ValidationError("A weekly schedule needs the days of the week.")
        return _with({"type": "weekly", "time": at, "daysOfWeek": [_day(day) for day in on]}, timezone)
    if unit == "day" and interval == 1 and at is not None:
        return _with({"type": "daily", "time": at}, timezone)
    repeat = {"every": interval, "unit": unit}
    return _with({"type": "recurring", "startAt": start_at, "repeat": repeat}, timezone)


def _monthly(at: str | None, on: Sequence[str | int], interval: int) -> dict[str, Any]:
    if interval > 1:
        raise ValidationError("A monthly schedule cannot skip months.")
    days = [day for day in on if isinstance(day, int) and 1 <= day <= 31]
    if not on or len(days) != len(on):
        raise ValidationError("A monthly schedule needs days of the month, from 1 to 31.")
    return {"type": "monthly", "time": at, "daysOfMonth": days}


def _day(name: str | int) -> str:
    short = str(name).strip().lower()[:3]
    if short not in _DAYS:
        raise ValidationError(f"'{name}' is not a day of the week.")
    return short


def _with(configuration: dict[str, Any], timezone: str | None) -> dict[str, Any]:
    everything = {**configuration, "timezone": timezone}
    return {name: value for name, value in everything.items() if value is not None}
