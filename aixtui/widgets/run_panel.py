"""A run as it happens: status line, what each poll said, steps, then the output."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.timer import Timer
from textual.widgets import Static

from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.results import Governance
from aixtui.running.run import Run
from aixtui.widgets.timeline import event_line, step_lines

TICK_SECONDS = 0.5


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
            yield Static(id="run-steps", markup=False)
            yield Static(id="run-output", markup=False)
            yield Static(id="run-raw", markup=False)

    def show(self, run: Run) -> None:
        """Show a run as it is now."""
        self._run = run
        if run.is_watching:
            self._timer = self._timer or self.set_interval(TICK_SECONDS, self._draw_status)
        elif self._timer is not None:
            self._timer.stop()
            self._timer = None
        state = (run.number, len(run.events) + run.polls, run.ending, run.is_raw_visible)
        if state != self._last_state:
            previous, self._last_state = self._last_state, state
            self._draw(run, is_raw_only=previous is not None and previous[:3] == state[:3])
        self._draw_status()

    def _draw(self, run: Run, *, is_raw_only: bool) -> None:
        raw = self.query_one("#run-raw", Static)
        raw.display = run.is_raw_visible
        if is_raw_only:
            if run.is_raw_visible:
                self._bring_up(raw)
            return
        lines = [event_line(event, polls) for event, polls in run.events]
        self.query_one("#run-events", Static).update(Content("\n").join(lines))
        steps = next((event.reading.steps for event, _ in reversed(run.events) if event.reading.steps), ())
        heading = Content.assemble("\n", ("Steps\n", "bold"), step_lines(steps)) if steps else ""
        self.query_one("#run-steps", Static).update(heading)
        raw.update(_raw(run))
        output = self.query_one("#run-output", Static)
        output.update(_output(run))
        if run.is_finished:
            self._bring_up(output)
        else:
            self.query_one("#run-log", VerticalScroll).scroll_end(animate=False)

    def _bring_up(self, part: Static) -> None:
        log = self.query_one("#run-log", VerticalScroll)
        self.call_after_refresh(log.scroll_to_widget, part, top=True, animate=False)

    def _draw_status(self) -> None:
        run = self._run
        if run is None:
            return
        event = run.last
        status = clean(event.status) if event and event.status else "SENT"
        parts = [run.ending or f"{status}  {run.elapsed:.1f} s"]
        if run.polls:
            parts.append("1 poll" if run.polls == 1 else f"{run.polls} polls")
        if event is not None and event.credits is not None:
            parts.append(f"{event.credits:.6g} credits")
        if event is not None and event.reading.progress is not None and not run.ending:
            parts.append(f"{event.reading.progress:.0%}".replace("%", " %"))
        self.query_one("#run-status", Static).update(Content.styled(" · ".join(parts), "bold"))


def _output(run: Run) -> Content | str:
    """What a run has given, or why it has given nothing."""
    if run.note:
        return Content.assemble("\n", (run.note, "$warn"))
    problem, last = run.problem, run.last
    if problem is not None:
        url = last.url if last and run.is_lost_sight_of else ""
        location = f"What becomes of it is not known here: {url}" if url else ""
        text = "\n".join(part for part in (problem.text, location, problem.hint) if part)
        return Content.assemble("\n", (problem.title, "bold $bad"), "\n", text)
    if last is None or not run.is_finished:
        return ""
    output = last.reading.output
    text = pretty(output) if output not in (None, "", {}, []) else ""
    content = Content(text) if text else Content.styled("The run gave no output.", "dim")
    if text and not isinstance(output, str):
        content = highlight(text, language="json")
    return Content.assemble(_verdict(last.reading.governance), "\n", ("Output\n", "bold"), content)


def _verdict(governance: Governance) -> Content:
    """What the inspectors of an agent decided, where it has any."""
    if not governance.text:
        return Content()
    style = "$warn" if governance.has_remarks else ""
    return Content.assemble("\n", ("Inspectors\n", "bold"), (governance.text, style), "\n")


def _raw(run: Run) -> Content | str:
    """The last reply as it came."""
    if run.last is None or not run.is_finished:
        return ""
    reply = highlight(pretty(dict(run.last.raw)), language="json")
    return Content.assemble("\n", ("Raw reply\n", "bold"), reply)
