"""What a list of runs is narrowed by, read from the texts of its filters."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, get_args

from aixtui.running.run_rows import ALL, IN_FLIGHT
from aixtui.stores.run_list import RunOrder, RunQuery
from aixtui.stores.run_record import OPEN_PHASES, Face, RunPhase
from aixtui.system import clock
from aixtui.workspace.query import Query

_DAY = timedelta(days=1)
_DAYS = {"today": (0, 1), "yesterday": (1, 1), "last-7-days": (6, 7)}
"""How many days ago each begins, and how many it lasts."""


class RunFilterError(ValueError):
    """A filter has a value that means nothing."""

    title = "Not a filter"

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text)
        self.hint = hint


class _Span(NamedTuple):
    since: datetime
    until: datetime


def run_query(query: Query, workspace: str) -> RunQuery:
    """The runs that a list asks for; of this workspace unless a filter names another.

    Raises:
        RunFilterError: a day or a number is none.
    """
    values: dict[str, list[str]] = {}
    for name, value in query.filters:
        values.setdefault(name, []).append(value)
    last = {name: of[-1] for name, of in values.items()}
    span = _span(last["day"]) if "day" in last else None
    chosen = last.get("workspace", workspace)
    order, faces = query.sort.removeprefix("-"), get_args(Face)
    return RunQuery(
        workspace="" if chosen == ALL else chosen,
        text=query.text,
        phases=_phases(values.get("state", ())),
        kind=last.get("kind", ""),
        resource_id=last.get("resource", ""),
        since=span.since if span else None,
        until=span.until if span else None,
        least_credits=_number(last["credits"]) if "credits" in last else None,
        is_starred=True if "starred" in last else None,
        face=next((one for one in faces if one == last.get("from")), None),
        order=next((one for one in get_args(RunOrder) if one == order), "started"),
        descending=query.sort.startswith("-"),
        page=query.page,
        size=query.size,
    )


def _phases(states: Sequence[str]) -> tuple[RunPhase, ...]:
    open_phases = OPEN_PHASES if IN_FLIGHT in states else ()
    return (*open_phases, *(one for one in get_args(RunPhase) if one in states))


def _span(text: str) -> _Span:
    """A day as `2026-11-27`, in UTC as the lists show it, or one of the words."""
    today = clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if text in _DAYS:
        ago, length = _DAYS[text]
        return _Span(today - ago * _DAY, today + (length - ago) * _DAY)
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        day = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return _Span(day, day + _DAY)
    except (ValueError, OverflowError):
        hint = f"Give a day such as 2026-11-27, or {', '.join(_DAYS)}."
        raise RunFilterError(f"{text!r} is no day.", hint) from None


def _number(text: str) -> float:
    if not re.fullmatch(r"\d{1,12}(\.\d{1,12})?", text):
        raise RunFilterError(f"{text!r} is no number of credits.", "Give one such as 0.5.")
    return float(text)
