"""How a run stands, in one line: a glyph and a word, the time, how often was asked, what it cost."""

from math import ceil

from textual.content import Content
from textual.widgets import Static

from aixtui.actions import key_of
from aixtui.kindspec.cells import clean
from aixtui.kindspec.plain_text import counted
from aixtui.kindspec.results import RunEvent
from aixtui.running.live_run import LiveRun

_FAILED = {"failed", "aborted", "canceled", "cancelled"}


class RunStatusLine(Static):
    """Shows the line; one that says the same again is not painted again."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shown = Content()

    def show(self, live: LiveRun) -> None:
        """Show how a run stands now."""
        line = status_line(live)
        if line != self._shown:
            self._shown = line
            self.update(line, layout=False)


def status_line(live: LiveRun) -> Content:
    """What is most worth knowing comes first: the line may be cut."""
    glyph, style = _mark(live)
    rest = "".join(f"   {part}" for part in _parts(live) if part)
    return Content.assemble((f"{glyph} ", style), (_word(live), f"bold {style}"), (rest, "$quiet"))


def _word(live: LiveRun) -> str:
    if live.ending:
        return live.ending
    event = live.latest
    if event is not None and live.is_lost:
        wait = live.wait
        again = f"trying again in {ceil(wait)} s" if wait else "trying again now"
        return f"{event.status}, {again}  {_elapsed(live)}"
    status = clean(event.status) if event and event.status else "SENT"
    return f"{status}  {_elapsed(live)}"


def _elapsed(live: LiveRun) -> str:
    """Whole seconds: tenths would have the line painted with every paint."""
    return f"{live.elapsed // 1:.0f} s"


def _parts(live: LiveRun) -> list[str]:
    event = live.latest
    progress = event.reading.progress if event is not None and not live.ending else None
    spent, tokens = _credits(live), _tokens(live)
    return [
        _again(live),
        "" if progress is None else f"{progress:.0%}".replace("%", " %"),
        _steps(live),
        "" if spent is None else f"{spent:.6g} credits",
        _polls(live),
        "" if tokens is None else counted(tokens, "token"),
        counted(live.text.length, "character") if live.is_streamed and not live.is_finished else "",
    ]


def _steps(live: LiveRun) -> str:
    """How many there are, and of those that go on how many are done; one that failed is not done."""
    steps, failed = live.steps.steps, _failed_steps(live)
    if not steps:
        return ""
    over, count = sum(step.is_done for step in steps), counted(len(steps), "step")
    if not failed:
        return f"{over} of {count}"
    place = count if over == len(steps) else f"{over - failed} of {count}"
    return f"{place}, {failed} failed"


def _failed_steps(live: LiveRun) -> int:
    return sum(bool(step.error) for step in live.steps.steps)


def _again(live: LiveRun) -> str:
    """When it may be sent again, where the server has said that."""
    wait = live.retry_wait
    if wait is None:
        return ""
    again = f"{key_of('run.start')} runs it again"
    return f"wait {ceil(wait)} s, then {again}" if wait else f"now: {again}"


def _polls(live: LiveRun) -> str:
    """How often the server was asked, and when it is next, where that is known and not told already."""
    polls = counted(live.polls, "poll") if live.polls else ""
    if live.wait is None or live.is_lost:
        return polls
    return f"{polls}, next in {ceil(live.wait)} s" if live.wait else f"{polls}, next now"


def _credits(live: LiveRun) -> float | None:
    """What the run has cost, as far as anybody says: before its end the steps do."""
    event = _last(live)
    if event is not None and event.phase == "finished":
        return event.credits
    return sum(step.credits or 0.0 for step in live.steps.steps) or None


def _tokens(live: LiveRun) -> int | None:
    event = _last(live)
    return event.reading.tokens if event is not None else None


def _last(live: LiveRun) -> RunEvent | None:
    """The last reply of the server."""
    return next((event for event, _ in reversed(live.events) if event.phase != "lost"), None)


def _mark(live: LiveRun) -> tuple[str, str]:
    """The glyph of how it stands, and its role."""
    if live.is_watching:
        return ("▲", "$warn") if live.is_lost else ("◐", "$warn" if _failed_steps(live) else "$key")
    if live.note:
        return "⏸", "$warn"
    has_failed = live.problem is not None or live.last is None or live.last.status.lower() in _FAILED
    if has_failed:
        return "✗", "$bad"
    return ("▲", "$warn") if _failed_steps(live) else ("✓", "$good")
