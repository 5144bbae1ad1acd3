"""A run as it happens: status line, what each poll said, steps, then the output."""

from rich.markdown import Markdown
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.timer import Timer
from textual.visual import VisualType
from textual.widgets import Static

from aixtui.kindspec.cells import pretty
from aixtui.running.run import Run
from aixtui.widgets.run_live import RunLive
from aixtui.widgets.run_status import RunStatusLine

PACE_SECONDS = 0.25
"""Between two paints of a run that goes on, whatever happens meanwhile."""
LONGEST_MARKDOWN = 20_000
"""Characters; a table of five times as many keeps everything waiting for seconds."""
PARTS = {
    "run-verdict": "INSPECTORS",
    "run-output": "OUTPUT",
    "run-raw": "RAW REPLY",
}


class RunPanel(Vertical):
    """Shows a run: what it does while it goes on, then its output."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._run: Run | None = None
        self._last_state: tuple[int, str, str, bool] | None = None
        """Which run, how it ended and how it was shown last."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield RunStatusLine(id="run-status")
        yield RunLive(id="run-live")
        with VerticalScroll(id="run-log"):
            for part, title in PARTS.items():
                panel = Static(id=part, markup=False, classes="run--part")
                panel.border_title = title
                yield panel

    def show(self, run: Run) -> None:
        """Show a run as it is now."""
        self._run = run
        if run.live.is_watching:
            self._timer = self._timer or self.set_interval(PACE_SECONDS, self.draw_live)
        elif self._timer is not None:
            self._timer.stop()
            self._timer = None
        state = (run.number, run.live.ending, run.live.note, run.is_raw_visible)
        is_same = self._last_state is not None and self._last_state[0] == run.number
        if not run.live.is_watching or not is_same:
            self.draw_live()
        if state != self._last_state:
            previous, self._last_state = self._last_state, state
            self._draw(run, is_raw_only=previous is not None and previous[:3] == state[:3])

    def draw_live(self) -> None:
        """Show how the run stands, and what it does."""
        if self._run is not None:
            live = self._run.live
            self.query_one(RunStatusLine).show(live)
            self.query_one(RunLive).show(live)

    def take_focus(self) -> None:
        """Give the keys to the part that shows most."""
        live = self._run.live if self._run else None
        has_output = live is not None and not live.is_watching and not live.steps.steps
        (self.query_one("#run-log") if has_output else self.query_one(RunLive).part).focus()

    def _draw(self, run: Run, *, is_raw_only: bool) -> None:
        self._fill("#run-raw", _raw(run) if run.is_raw_visible else "")
        if is_raw_only:
            if run.is_raw_visible:
                self._bring_up("#run-raw")
            return
        self._fill("#run-verdict", _verdict(run))
        self._fill("#run-output", _output(run))
        live, has_ended, has_keys = run.live, bool(run.live.ending), self.has_focus_within
        self.query_one("#run-log").display = has_ended
        self.query_one(RunLive).display = not live.is_finished or bool(live.steps.steps)
        if has_ended:
            self._bring_up("#run-output")
            if has_keys:  # what had them may have gone
                self.take_focus()

    def _fill(self, selector: str, content: VisualType) -> None:
        """Show what there is in a part; without anything it is not there."""
        part = self.query_one(selector, Static)
        part.display = bool(content)
        part.update(content)

    def _bring_up(self, selector: str) -> None:
        log, part = self.query_one("#run-log", VerticalScroll), self.query_one(selector)
        self.call_after_refresh(log.scroll_to_widget, part, top=True, animate=False)


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
