"""What happened in a run as lines of text. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.results import RunEvent, RunStep

BAR_CELLS = 20
LONGEST_VALUE = 160


def progress_bar(progress: float) -> str:
    """A bar of fixed width with the percentage: `▇▇▇▇······ 40 %`."""
    cells = round(progress * BAR_CELLS)
    return f"{'▇' * cells}{'·' * (BAR_CELLS - cells)} {progress:.0%}".replace("%", " %")


def event_line(event: RunEvent, number: int) -> Content:
    """One line for one thing that happened; `number` counts the polls."""
    at = Content.styled(f"{event.elapsed:6.1f} s  ", "$quiet")
    if event.phase == "sent":
        return at + "sent"
    if event.phase == "accepted":
        return at + "accepted"
    if event.phase == "finished":
        return at + Content.styled("finished", "bold") + f"  {event.status}"
    reading = event.reading
    parts = [f"poll {number}", event.status]
    if reading.progress is not None:
        parts.append(progress_bar(reading.progress))
    if reading.note:
        parts.append(reading.note)
    if reading.steps:
        parts.append(f"{sum(step.is_done for step in reading.steps)} of {len(reading.steps)} steps done")
    return at + "  ".join(parts)


def _short(value: object) -> str:
    text = clean(pretty(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


class _Place(NamedTuple):
    """Where a step stands in time: what came before it, how long it took, and how long all take; seconds."""

    start: float
    seconds: float
    whole: float


def _places(steps: Sequence[RunStep]) -> list[_Place]:
    """The steps one after another, as an agent takes them."""
    lengths = [step.seconds or 0.0 for step in steps]
    return [_Place(sum(lengths[:at]), length, sum(lengths)) for at, length in enumerate(lengths)]


def _time_bar(place: _Place) -> str:
    """Where in the time of the run a step lies: at least a cell for what took any time."""
    if not place.whole:
        return " " * BAR_CELLS
    start = min(int(place.start / place.whole * BAR_CELLS), BAR_CELLS - 1)
    cells = max(round(place.seconds / place.whole * BAR_CELLS), 1 if place.seconds else 0)
    return f"{' ' * start}{'▇' * min(cells, BAR_CELLS - start)}".ljust(BAR_CELLS)


def _head(step: RunStep, place: _Place, name_cells: int, branch: str) -> Content:
    mark, style = ("✗", "$bad") if step.error else ("✓", "$good") if step.is_done else ("◐", "$key")
    seconds = "working" if not step.is_done else "" if step.seconds is None else f"{step.seconds:.1f} s"
    cost = f"{step.credits:.6f} cr" if step.credits else ""
    return Content.assemble(
        (branch, "$faint"),
        (f"{mark} ", style),
        (_name(step).ljust(name_cells), "bold $name" if not step.is_done or step.error else "$name"),
        (f"  {_time_bar(place)}", style),
        (f"  {seconds:>7}  {cost}".rstrip(), "$quiet"),
    )


def _name(step: RunStep) -> str:
    action = "" if step.action == "run" else step.action
    return " ".join(part for part in (step.unit, action) if part) or step.id


def _details(step: RunStep, stem: str) -> list[Content]:
    facts = (("thought", step.thought), ("input", step.input), ("output", step.output), ("error", step.error))
    return [
        Content.assemble((stem, "$faint"), (f"{label:<8} ", "$label"), (_short(value), "$quiet"))
        if label != "error"
        else Content.assemble((stem, "$faint"), (f"{label:<8} ", "$bad"), _short(value))
        for label, value in facts
        if value not in (None, "", [], {})
    ]


def step_lines(steps: Sequence[RunStep]) -> Content:
    """The steps of an agent as a tree, each with its part of the time and what it thought, got and gave."""
    lines: list[Content] = []
    name_cells = max((cell_len(_name(step)) for step in steps), default=0)
    agent = ""
    for at, (step, place) in enumerate(zip(steps, _places(steps), strict=True)):
        if step.agent and step.agent != agent:
            agent = step.agent
            lines.append(Content.styled(agent, "bold $name"))
        is_last = at + 1 == len(steps) or steps[at + 1].agent not in ("", agent)
        lines.append(_head(step, place, name_cells, "└ " if is_last else "├ "))
        lines += _details(step, "     " if is_last else "│    ")
    return Content("\n").join(lines)
