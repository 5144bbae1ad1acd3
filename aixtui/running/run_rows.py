"""The runs that were sent from here, as a list shows them: their columns, and what they are narrowed by."""

from collections.abc import Mapping
from typing import NamedTuple

from aixtui.kinds import KINDS
from aixtui.kindspec import cells
from aixtui.kindspec.cells import Cell
from aixtui.kindspec.filters import YES, Filter
from aixtui.kindspec.kind import Column
from aixtui.running.run_filter_values import DAYS, number_of, span_of, why_not
from aixtui.running.run_form import ACTION, DATA
from aixtui.stores.run_passages import Passage
from aixtui.stores.run_record import RunState, StoredRun
from aixtui.stores.runs import NEVER_SENT
from aixtui.system import clock

_STATES: dict[RunState, tuple[str, str]] = {
    "sending": ("◐", "accent"),
    "running": ("◐", "accent"),
    "not watched": ("○", "warn"),
    "done": ("●", "muted"),
    "failed": ("✗", "bad"),
    "stopped": ("⏸", "muted"),
    "unknown": ("○", "warn"),
}
RUN_KINDS = tuple(kind.id for kind in KINDS if kind.inputs or kind.actions)
IN_FLIGHT = "in-flight"
ALL = "all"
ASKED = "asked"
"""The column of what was asked."""
ASKED_WIDTH = 20
"""Cells that it has at least."""


def state_cell(run: StoredRun) -> Cell:
    """How it stands, by a sign and a word."""
    glyph, style = _STATES[run.state]
    return Cell(f"{glyph} {run.state}", style)


def asked_text(run: StoredRun) -> str:
    """What it was asked, in one line: its first input that is a text, else all of them.

    Of an action it is its name and what that was given.
    """
    action, data = run.record.inputs.get(ACTION), run.record.inputs.get(DATA)
    if isinstance(action, str) and isinstance(data, Mapping):
        given = [cells.pretty(value) for value in data.values()]
        if len(given) > 1:
            given = [f"{name}={value}" for name, value in zip(data, given, strict=True)]
        return cells.clean(" ".join([action, *given]))
    texts = [one for one in run.record.inputs.values() if isinstance(one, str) and one.strip()]
    return cells.clean(texts[0]) if texts else cells.clean(cells.pretty(dict(run.record.inputs)))


def found_cell(run: StoredRun, passages: Mapping[str, Passage]) -> Cell:
    """What it was asked; where that does not show what was searched for, the piece of a text that does."""
    asked = asked_text(run)
    shown = f"{run.name} {asked[:ASKED_WIDTH]}".casefold()
    passage = next((one for word, one in passages.items() if word.casefold() not in shown), None)
    return cells.text(asked if passage is None else f"{passage.place}: {cells.clean(passage.text)}")


def seconds_of(run: StoredRun) -> float | None:
    """How long it took, or has taken so far; None where nobody knows, nor asks.

    It is the server's word where it says one, and else the time from when it was sent until its end.
    """
    if run.is_open:
        return None if run.state == "not watched" else (clock.now() - run.started_at).total_seconds()
    if run.progress.run_time:
        return run.progress.run_time
    is_known = run.state != "unknown" and run.progress.sentence != NEVER_SENT
    return (run.changed_at - run.started_at).total_seconds() if is_known else None


def number_cell(value: float | None, form: str) -> Cell:
    """A number, which is what it is sorted by."""
    return Cell(cells.ABSENT, "muted") if value is None else Cell(format(value, form), "", value)


def seconds_cell(run: StoredRun) -> Cell:
    """How long it took."""
    seconds = seconds_of(run)
    return number_cell(seconds, ".1f" if seconds is None or seconds < 1000 else ".0f")


def started_cell(run: StoredRun) -> Cell:
    """How long ago it was sent."""
    return cells.age(run.started_at.isoformat())


def credits_cell(run: StoredRun) -> Cell:
    """What it cost."""
    return number_cell(run.progress.credits, ".5g")


class RunList(NamedTuple):
    """What an address has to know of the list."""

    id: str = "run"
    plural: str = "runs"
    aliases: tuple[str, ...] = ("ru",)
    sort: str = "-started"
    columns: tuple[Column, ...] = (
        Column("name", "Resource", lambda run: cells.text(run.name), width=16, sort="name"),
        Column("state", "State", state_cell, width=13),
        Column(
            ASKED,
            "Asked",
            lambda run: cells.text(asked_text(run)),
            width=ASKED_WIDTH,
            grow=True,
            is_searched=True,
        ),
        Column("started", "When", started_cell, width=6, align="right", sort="started", is_age=True),
        Column("time", "Seconds", seconds_cell, width=7, align="right", sort="time"),
        Column("credits", "Credits", credits_cell, width=7, align="right", sort="credits"),
        Column("starred", "★", lambda run: Cell("★" if run.is_starred else "", "accent"), width=1),
        Column("kind", "Kind", lambda run: cells.text(run.record.kind, "muted"), width=9, wide=True),
        Column("note", "Note", lambda run: cells.text(run.note), width=16, wide=True),
        Column("face", "From", lambda run: cells.text(run.record.face, "muted"), width=7, wide=True),
        Column("at", "At", lambda run: cells.moment(run.started_at.isoformat()), width=16, wide=True),
    )
    filters: tuple[Filter, ...] = (
        Filter(
            "state",
            "State",
            "phases",
            (IN_FLIGHT, "done", "failed", "stopped", "unknown"),
            multiple=True,
            makes_constant="state",
        ),
        Filter("starred", "Starred", "is_starred", (YES,)),
        Filter("day", "Day", "day", tuple(DAYS), free_text=True, why_not=why_not(span_of)),
        Filter(
            "kind",
            "Kind",
            "kind",
            RUN_KINDS,
            makes_constant="kind",
        ),
        Filter(
            "resource",
            "Resource",
            "resource_id",
            suggest_from=lambda run: cells.clean(run.record.resource_id),
            name_from=lambda run: cells.clean(run.name),
            free_text=True,
            makes_constant="name",
        ),
        Filter("credits", "Credits at least", "least_credits", free_text=True, why_not=why_not(number_of)),
        Filter("from", "From", "face", ("app", "command"), makes_constant="face"),
        Filter(
            "workspace",
            "Workspace",
            "workspace",
            (ALL,),
            suggest_from=lambda run: cells.clean(run.record.workspace),
            free_text=True,
        ),
    )


RUNS = RunList()
