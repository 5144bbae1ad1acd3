"""What a run took and cost, wherever the reply says it. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

_TIME_KEYS = ("runTime", "run_time")
_COST_KEYS = ("usedCredits", "used_credits")
_STATS_TIME_KEYS = ("runtime", "runTime", "run_time", "duration")
_STATS_COST_KEYS = ("credits", "usedCredits", "used_credits", "totalCredits", "total_credits")


def run_time(reply: Mapping[str, Any]) -> float:
    """Seconds: as said at the top, else by the statistics, else from the first step to the last one."""
    return (
        number_of(reply, _TIME_KEYS)
        or number_of(_statistics(reply), _STATS_TIME_KEYS)
        or _elapsed(_steps(reply))
        or 0.0
    )


def used_credits(reply: Mapping[str, Any]) -> float:
    """Credits: as said at the top, else by the statistics, else the sum of the steps."""
    return (
        number_of(reply, _COST_KEYS)
        or number_of(_statistics(reply), _STATS_COST_KEYS)
        or sum(number_of(step, (*_COST_KEYS, "credits")) or 0.0 for step in _steps(reply))
    )


def number(value: Any) -> float | None:
    """A finite number out of a number or a text that holds one; None otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def number_of(values: Mapping[str, Any], keys: tuple[str, ...]) -> float | None:
    """The first number under one of `keys`."""
    return next((found for key in keys if (found := number(values.get(key))) is not None), None)


def moment(value: Any) -> datetime | None:
    """A time out of an ISO 8601 text."""
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _data(reply: Mapping[str, Any]) -> dict[str, Any]:
    data = reply.get("data")
    return data if isinstance(data, dict) else {}


def _statistics(reply: Mapping[str, Any]) -> dict[str, Any]:
    found = _data(reply).get("executionStats") or _data(reply).get("execution_stats")
    return found if isinstance(found, dict) else {}


def _steps(reply: Mapping[str, Any]) -> list[dict[str, Any]]:
    steps = _data(reply).get("steps")
    return [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []


def _elapsed(steps: list[dict[str, Any]]) -> float | None:
    if not steps:
        return None
    start = moment(steps[0].get("start_time") or steps[0].get("startTime"))
    end = moment(steps[-1].get("end_time") or steps[-1].get("endTime"))
    if start is None or end is None or (start.tzinfo is None) != (end.tzinfo is None):
        return None
    return max(0.0, (end - start).total_seconds())
