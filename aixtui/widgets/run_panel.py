"""A run as it happens: status line, what each poll said, steps, then the output."""

from rich.markdown import Markdown
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.timer import Timer
from textual.visual import VisualType
from textual.widgets import Static

from aixtui.kindspec.cells import clean, pretty
from aixtui.running.live_run import LiveRun
from aixtui.running.run import Run
from aixtui.widgets.timeline import event_line, step_lines

TICK_SECONDS = 0.5
LONGEST_MARKDOWN = 20_000
"""Characters; a table of five times as many keeps everything waiting for seconds."""
PARTS = {
    "run-steps": "STEPS",
    "run-verdict": "INSPECTORS",
    "run-output": "OUTPUT",
    "run-raw": "RAW REPLY",
}
_FAILED = {"failed", "aborted", "canceled", "cancelled"}


class RunPanel(Vertical):
    """Shows a run; the newest line stays in view while it goes on."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._run: Run | None = None
        self._last_state: tuple[float, int, str, bool] | None = None
        """Which run, how much of it and how it was shown last."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="run-status", markup=False)
        with VerticalScroll(id="run-log"):
            yield Static(id="run-events", markup=False)
            for part, title in PARTS.items():
                panel = Static(id=part, markup=False, classes="run--part")
                panel.border_title = title
                yield panel

    def show(self, run: Run) -> None:
        """Show a run as it is now."""
        self._run = run
        if run.live.is_watching:
            self._timer = self._timer or self.set_interval(TICK_SECONDS, self._draw_status)
        elif self._timer is not None:
            self._timer.stop()
            self._timer = None
        state = (run.number, len(run.live.events) + run.live.polls, run.live.ending, run.is_raw_visible)
        if state != self._last_state:
            previous, self._last_state = self._last_state, state
            self._draw(run, is_raw_only=previous is not None and previous[:3] == state[:3])
        self._draw_status()

    def _draw(self, run: Run, *, is_raw_only: bool) -> None:
        self._fill("#run-raw", _raw(run) if run.is_raw_visible else "")
        if is_raw_only:
            if run.is_raw_visible:
                self._bring_up("#run-raw")
            return
        lines = [event_line(event, polls) for event, polls in run.live.events]
        self._fill("#run-events", Content("\n").join(lines))
        steps = next(
            (event.reading.steps for event, _ in reversed(run.live.events) if event.reading.steps), ()
        )
        self._fill("#run-steps", step_lines(steps))
        self._fill("#run-verdict", _verdict(run))
        self._fill("#run-output", _output(run))
        if run.live.is_finished:
            self._bring_up("#run-output")
        else:
            self.query_one("#run-log", VerticalScroll).scroll_end(animate=False)

    def _fill(self, selector: str, content: VisualType) -> None:
        """Show what there is in a part; without anything it is not there."""
        part = self.query_one(selector, Static)
        part.display = bool(content)
        part.update(content)

    def _bring_up(self, selector: str) -> None:
        log, part = self.query_one("#run-log", VerticalScroll), self.query_one(selector)
        self.call_after_refresh(log.scroll_to_widget, part, top=True, animate=False)

    def _draw_status(self) -> None:
        run = self._run
        if run is None:
            return
        self.query_one("#run-status", Static).update(_status(run.live))


def _status(live: LiveRun) -> Content:
    """How it stands: a glyph and a word, the time, how often was asked, what it cost."""
    event = live.last
    word = live.ending or f"{clean(event.status) if event and event.status else 'SENT'}  {live.elapsed:.1f} s"
    glyph, style = _mark(live)
    parts = []
    if live.polls:
        parts.append("1 poll" if live.polls == 1 else f"{live.polls} polls")
    if event is not None and event.credits is not None:
        parts.append(f"{event.credits:.6g} credits")
    if event is not None and event.reading.progress is not None and not live.ending:
        parts.append(f"{event.reading.progress:.0%}".replace("%", " %"))
    rest = "".join(f"   {part}" for part in parts)
    return Content.assemble((f"{glyph} ", style), (word, f"bold {style}"), (rest, "$quiet"))


def _mark(live: LiveRun) -> tuple[str, str]:
    """The glyph of how it stands, and its role."""
    if live.is_watching:
        return "◐", "$key"
    if live.note:
        return "⏸", "$warn"
    has_failed = live.problem is not None or live.last is None or live.last.status.lower() in _FAILED
    return ("✗", "$bad") if has_failed else ("✓", "$good")


def _output(run: Run) -> VisualType:
    """What a run has given, or why it has given nothing."""
    if run.live.note:
        return Content.styled(run.live.note, "$warn")
    problem, last = run.live.problem, run.live.last
    if problem is not None:
        url = last.url if last and run.live.is_lost_sight_of else ""
        location = f"What becomes of it is not known here: {url}" if url else ""
        text = "\n".join(part for part in (problem.text, location, problem.hint) if part)
        return Content.assemble((problem.title, "bold $bad"), "\n", text)
    if last is None or not run.live.is_finished:
        return ""
    output = last.reading.output
    text = pretty(output) if output not in (None, "", {}, []) else ""
    if not text:
        return Content.styled("The run gave no output.", "$quiet")
    if not isinstance(output, str):
        return highlight(text, language="json")
    if len(text) <= LONGEST_MARKDOWN and run.kind.gives_markdown(run.resource):
        # Links would leave the terminal for wherever a model says.
        return Markdown(text, hyperlinks=False)
    return text


def _verdict(run: Run) -> Content:
    """What the inspectors of an agent decided, where it has any."""
    if run.live.last is None or not run.live.is_finished or not run.live.last.reading.governance.text:
        return Content()
    governance = run.live.last.reading.governance
    return Content.styled(governance.text, "$warn" if governance.has_remarks else "")


def _raw(run: Run) -> Content | str:
    """The last reply as it came."""
    if run.live.last is None or not run.live.is_finished:
        return ""
    return highlight(pretty(dict(run.live.last.raw)), language="json")
