"""What a list of runs is narrowed by, read from the texts of its filters."""

from collections.abc import Sequence
from typing import get_args

from aixtui.running.run_filter_values import number_of, span_of
from aixtui.running.run_rows import ALL, IN_FLIGHT
from aixtui.stores.run_list import RunOrder, RunQuery
from aixtui.stores.run_record import OPEN_PHASES, Face, RunPhase
from aixtui.workspace.query import Query


def run_query(query: Query, workspace: str) -> RunQuery:
    """The runs that a list asks for; of this workspace unless a filter names another.

    Raises:
        RunFilterError: a day or a number is none.
    """
    values: dict[str, list[str]] = {}
    for name, value in query.filters:
        values.setdefault(name, []).append(value)
    last = {name: of[-1] for name, of in values.items()}
    span = span_of(last["day"]) if "day" in last else None
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
        least_credits=number_of(last["credits"]) if "credits" in last else None,
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
