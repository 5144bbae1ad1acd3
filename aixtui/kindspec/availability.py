"""What a server may say of each resource: whether it can run it. One that says nothing has none of this."""

from collections.abc import Mapping
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.filters import YES, Filter
from aixtui.kindspec.kind import Column, Fact


def _said(asset: Any) -> Mapping[str, Any]:
    said = asset.stored("availability")
    return said if isinstance(said, Mapping) else {}


def why_not_run(asset: Any) -> str:
    """Why the server cannot run it, in the server's words; empty where it can, or does not say."""
    said = _said(asset)
    if said.get("runs") is not False:
        return ""
    return cells.clean(said.get("reason")) or "The server says that it cannot run it."


def _mark(asset: Any) -> cells.Cell:
    runs = _said(asset).get("runs")
    if not isinstance(runs, bool):
        return cells.Cell("")
    return cells.Cell("here", "good") if runs else cells.Cell(cells.ABSENT, "muted")


def _fact(asset: Any) -> cells.Cell | None:
    if reason := why_not_run(asset):
        return cells.Cell(f"no: {reason}", "warn")
    return cells.Cell("yes", "good") if _mark(asset).text else None


RUNS = Column("runs", "Runs", _mark, width=4, is_announced=True)
RUNS_HERE = Filter("runs", "Runs here", "available", (YES,), makes_constant=RUNS.id, announced_by=RUNS.id)
HERE = Fact("Runs here", _fact)
FIRST_FILTERS = ((RUNS_HERE.id, YES),)
