"""What happened in a run as lines of text. Pure."""

from collections.abc import Sequence

from textual.content import Content

from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.results import RunEvent, RunStep

BAR_CELLS = 20
LONGEST_VALUE = 160


def progress_bar(progress: float) -> str:
    """A bar of fixed width with the percentage: `[####------] 40 %`."""
    cells = round(progress * BAR_CELLS)
    return f"[{'#' * cells}{'-' * (BAR_CELLS - cells)}] {progress:.0%}".replace("%", " %")


def event_line(event: RunEvent, number: int) -> Content:
    """One line for one thing that happened; `number` counts the polls."""
    at = Content.styled(f"{event.elapsed:7.1f} s  ", "dim")
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


def _step_lines(step: RunStep) -> list[Content]:
    mark, style = ("✗", "$bad") if step.error else ("✓", "$good") if step.is_done else ("·", "$warn")
    actor = " > ".join(part for part in (step.agent, step.unit, step.action) if part)
    cost = ["working"] if not step.is_done else [f"{step.seconds:.1f} s"] if step.seconds is not None else []
    if step.credits:
        cost.append(f"{step.credits:.6f} credits")
    head = Content.assemble((f" {mark} ", style), (actor or step.id, "bold"), ("  " + ", ".join(cost), "dim"))
    lines = [head]
    facts = (("thought", step.thought), ("input", step.input), ("output", step.output), ("error", step.error))
    lines += [
        Content.assemble((f"     {label:<8}", "dim"), _short(value))
        for label, value in facts
        if value not in (None, "", [], {})
    ]
    return lines


def step_lines(steps: Sequence[RunStep]) -> Content:
    """The steps of an agent, each with what it thought, got and gave."""
    return Content("\n").join(line for step in steps for line in _step_lines(step))
