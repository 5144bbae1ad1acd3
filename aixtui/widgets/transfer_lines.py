"""Files on their way, one below the other: what became of each, how far the one in hand has come."""

from collections.abc import Iterator

from textual.content import Content

from aixtui.kindspec.cells import size
from aixtui.workspace.batch import Batch, Outcome

_INDENT = "  "


def transfer_lines(batch: Batch, width: int) -> Content:
    """All of them, in so many cells; the one in hand has a bar of its own."""
    return Content("\n").join(_lines(batch, width))


def _lines(batch: Batch, width: int) -> Iterator[Content]:
    yield from map(outcome_line, batch.outcomes)
    if batch.current:
        yield from _in_hand(batch, width)
    for name in batch.waiting:
        yield Content.styled(f"○ {name}", "$quiet")


def _in_hand(batch: Batch, width: int) -> Iterator[Content]:
    how_far = batch.measure.how_far if batch.measure is not None else None
    length = "" if how_far is None else f"  {size(how_far.total).text}"
    yield Content.assemble(("◐ ", "$key"), (batch.current, "bold"), (length, "$quiet"))
    if how_far is None:
        return
    share = f" {how_far.done / how_far.total:4.0%}".replace("%", " %") if how_far.total else ""
    yield Content.styled(f"{_INDENT}{how_far.bar(max(width - len(_INDENT) - len(share), 1))}{share}", "$key")
    yield Content.styled(f"{_INDENT}{' · '.join(how_far.facts)}", "$quiet")


def outcome_line(outcome: Outcome) -> Content:
    """One that is over."""
    if not outcome.problem:
        return Content.styled(f"✓ {outcome.name}", "$good")
    text = ": ".join(part for part in (outcome.name, outcome.problem) if part)
    return Content.styled(f"✗ {text}", "$bad")
