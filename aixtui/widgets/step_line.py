"""A row of the steps of a run as pieces of text, each with what it is. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.plain_text import counted
from aixtui.kindspec.results import RunStep
from aixtui.running.step_text import name_of
from aixtui.running.step_tree import StepRow, StepTree
from aixtui.running.waterfall import Span, Waterfall
from aixtui.system import clock
from aixtui.widgets.fitting import fit

TOKENS = ("agent", "name", "quiet", "faint", "label", "good", "bad", "busy", "warn")
OPEN, FOLDED = "▾ ", "▸ "
TURNS, TURN_SECONDS = "◐◓◑◒", 0.25
"""How a step at work is marked, one after the other."""
STOPPED = "⏸"
"""How one is marked that was at work when nobody watched any longer."""
SECONDS, CREDITS = 8, 9
NARROW_BAR, BAR, WIDE = 12, 24, 110
"""Cells of the bars, and of a screen that has room for the longer ones."""
LONGEST_VALUE = 400
"""Characters of a value that a row looks at."""

Piece = tuple[str, str]
"""A text and its token."""


class Columns(NamedTuple):
    """Cells for the name of a step and for its bar."""

    name: int
    bar: int

    @classmethod
    def of(cls, tree: StepTree, width: int) -> "Columns":
        """As wide as the names need, as far as there is room."""
        bar = BAR if width >= WIDE else NARROW_BAR
        longest = max((cell_len(name_of(step)) for step in tree.steps), default=0)
        notes = max((len(_note(tree, at)) for at in _noted(tree)), default=0)
        room = width - 6 - bar - SECONDS - CREDITS - 4 - notes
        return cls(max(min(longest, room), 8), bar)


class Picture(NamedTuple):
    """All steps for one paint: where each lies in time, until when they go on, and the turn of the marks."""

    columns: Columns
    waterfall: Waterfall
    spans: list[Span]
    whole: float
    turn: int

    @classmethod
    def of(cls, tree: StepTree, width: int) -> "Picture":
        """The steps as they are now, in so many cells."""
        spans = tree.waterfall.spans()
        whole = max((span.start + span.seconds for span in spans), default=0.0)
        return cls(
            Columns.of(tree, width), tree.waterfall, spans, whole, int(clock.monotonic() / TURN_SECONDS)
        )


def pieces_of(tree: StepTree, row: StepRow, picture: Picture) -> Iterator[Piece]:
    """The text of a row."""
    if row.part == "agent":
        yield from _agent(tree, row)
    elif row.part == "step":
        yield from _step(tree, row, picture)
    else:
        stem = "    " if row.is_last else "│   "
        yield stem if tree.steps[row.step].agent else "    ", "faint"
        yield f"  {row.part:<8}  ", "bad" if row.part == "error" else "label"
        yield _short(getattr(tree.steps[row.step], row.part)), "name" if row.part == "error" else "quiet"


def bar_of(span: Span, whole: float, cells: int) -> str:
    """Where in the time of a run a step lies: at least a cell for what took any time."""
    if not whole:
        return " " * cells
    start = min(int(span.start / whole * cells), cells - 1)
    length = max(round(span.seconds / whole * cells), 1 if span.seconds else 0)
    return f"{' ' * start}{'▇' * min(length, cells - start)}".ljust(cells)


def _agent(tree: StepTree, row: StepRow) -> Iterator[Piece]:
    steps = tree.steps[row.step : row.step + row.size]
    is_open = tree.is_open(row)
    yield OPEN if is_open else FOLDED, "faint"
    yield steps[0].agent, "agent"
    if is_open:
        return
    failed = sum(bool(step.error) for step in steps)
    spent = sum(step.credits or 0.0 for step in steps)
    yield f"  {counted(row.size, 'step')}", "quiet"
    if failed:
        yield f"  ✗ {failed} failed", "bad"
    yield f"  {tree.waterfall.span_of(row.step, row.size).seconds:.1f} s", "quiet"
    if spent:
        yield f"  {spent:.6f} cr", "quiet"


def _step(tree: StepTree, row: StepRow, picture: Picture) -> Iterator[Piece]:
    columns, bar = picture.columns, picture.columns.bar
    step, seconds = tree.steps[row.step], tree.waterfall.seconds(row.step)
    mark, token = _mark(step, picture)
    branch = ("└ " if row.is_last else "├ ") if step.agent else ""
    yield branch, "faint"
    yield OPEN if tree.is_open(row) else FOLDED, "faint"
    yield f"{mark} ", token
    yield fit(name_of(step), columns.name), "name" if step.is_done and not step.error else "agent"
    yield f" {bar_of(picture.spans[row.step], picture.whole, bar)}", token
    yield f"{'' if seconds is None else f'{seconds:.1f} s':>{SECONDS}}", "quiet"
    yield f"{f'{step.credits:.6f}' if step.credits else '':>{CREDITS}}", "quiet"
    if note := _note(tree, row.step):
        yield f"  {note}", "warn"


def _mark(step: RunStep, picture: Picture) -> Piece:
    if step.error:
        return "✗", "bad"
    if step.is_done:
        return "✓", "good"
    return (TURNS[picture.turn % len(TURNS)], "busy") if picture.waterfall.is_moving else (STOPPED, "warn")


def _noted(tree: StepTree) -> set[int]:
    return {at for at in (tree.waterfall.slowest, tree.waterfall.dearest) if at is not None}


def _note(tree: StepTree, at: int) -> str:
    """What a step stands out by."""
    waterfall = tree.waterfall
    words = [
        word for word, most in (("slowest", waterfall.slowest), ("dearest", waterfall.dearest)) if most == at
    ]
    return f"◆ {', '.join(words)}" if words else ""


def _short(value: object) -> str:
    """The beginning of a value in one line."""
    text = value if isinstance(value, str) else pretty(value)
    return clean(text[:LONGEST_VALUE])
