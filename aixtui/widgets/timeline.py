"""What happened in a run as lines of text. Pure."""

from collections.abc import Iterable

from textual.content import Content

from aixtui.kindspec.results import RunEvent

BAR_CELLS = 20


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
    if event.phase == "lost":
        again = "" if event.wait is None else f", trying again in {event.wait:.0f} s"
        return at + Content.styled(f"{event.status}{again}", "$warn")
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


def log_lines(events: Iterable[tuple[RunEvent, int]]) -> list[Content]:
    """What happened, oldest first: of polls that say the same one after the other, the last."""
    lines: list[Content] = []
    before: RunEvent | None = None
    for event, polls in events:
        if before is not None and _says(event) == _says(before):
            lines.pop()
        lines.append(event_line(event, polls))
        before = event
    return lines


def _says(event: RunEvent) -> tuple[object, ...]:
    return event.phase, event.status, event.reading.progress, event.reading.note
