"""A run as it happens: status line, what each poll said, steps, then the output."""

from collections import deque

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.timer import Timer
from textual.widgets import Static

from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.results import RunEvent
from aixtui.system import clock
from aixtui.widgets.timeline import event_line, step_lines
from aixtui.workspace.problems import Problem

TICK_SECONDS = 0.5
KEPT_LINES = 200


class RunPanel(Vertical):
    """Shows the events of one run after another run's; the newest line stays in view while it goes on."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: deque[Content] = deque(maxlen=KEPT_LINES)
        self._polls = 0
        self._since = 0.0
        self._last: RunEvent | None = None
        self._timer: Timer | None = None
        self._ended = ""

    def compose(self) -> ComposeResult:
        yield Static(id="run-status", markup=False)
        with VerticalScroll(id="run-log"):
            yield Static(id="run-events", markup=False)
            yield Static(id="run-steps", markup=False)
            yield Static(id="run-output", markup=False)
            yield Static(id="run-raw", markup=False)

    @property
    def last(self) -> RunEvent | None:
        """What happened last."""
        return self._last

    def begin(self) -> None:
        """Forget the run before; a new one has been sent."""
        self._lines.clear()
        self._polls, self._last, self._since, self._ended = 0, None, clock.monotonic(), ""
        for part in ("#run-events", "#run-steps", "#run-output", "#run-raw"):
            self.query_one(part, Static).update("")
        self._timer = self._timer or self.set_interval(TICK_SECONDS, self._draw_status)
        self._draw_status()

    def add(self, event: RunEvent) -> None:
        """Show one more thing that happened."""
        self._last = event
        self._polls += event.phase == "polled"
        self._lines.append(event_line(event, self._polls))
        self.query_one("#run-events", Static).update(Content("\n").join(self._lines))
        if event.reading.steps:
            steps = step_lines(event.reading.steps)
            self.query_one("#run-steps", Static).update(Content.assemble("\n", ("Steps\n", "bold"), steps))
        if event.phase == "finished":
            self._finish(event)
        else:
            self._draw_status()
            self.query_one("#run-log", VerticalScroll).scroll_end(animate=False)

    def _finish(self, event: RunEvent) -> None:
        output = event.reading.output
        text = pretty(output) if output not in (None, "", {}, []) else ""
        shown = Content.styled("The run gave no output.", "dim") if not text else Content(text)
        if text and not isinstance(output, str):
            shown = highlight(text, language="json")
        box = self.query_one("#run-output", Static)
        box.update(Content.assemble("\n", ("Output\n", "bold"), shown))
        raw = highlight(pretty(dict(event.raw)), language="json")
        self.query_one("#run-raw", Static).update(Content.assemble("\n", ("Raw reply\n", "bold"), raw))
        self.end(event.status or "finished")
        self._bring_up(box)

    def _bring_up(self, part: Static) -> None:
        log = self.query_one("#run-log", VerticalScroll)
        self.call_after_refresh(log.scroll_to_widget, part, top=True, animate=False)

    def end(self, word: str) -> None:
        """Nothing more will happen: stop the clock and say how it ended."""
        self._ended = f"{word}  {clock.monotonic() - self._since:.1f} s"
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._draw_status()

    def fail(self, problem: Problem) -> None:
        """The run failed; or, once it was accepted, it could not be watched any longer."""
        url = self._last.url if self._last is not None else ""
        unseen = f"What becomes of it is not known here: {url}" if url and problem.can_retry else ""
        text = "\n".join(part for part in (problem.text, unseen, problem.hint) if part)
        told = Content.assemble("\n", (problem.title, "bold $text-error"), "\n", text)
        self.query_one("#run-output", Static).update(told)
        self.end("lost sight of it" if unseen else "FAILED")

    def stop(self, text: str) -> None:
        """The user stopped watching."""
        self.query_one("#run-output", Static).update(Content.assemble("\n", (text, "$text-warning")))
        self.end("stopped watching")

    def toggle_raw(self) -> None:
        """Show or hide the raw reply."""
        raw = self.query_one("#run-raw", Static)
        raw.display = not raw.display
        if raw.display:
            self._bring_up(raw)

    def _draw_status(self) -> None:
        event = self._last
        parts = [
            self._ended
            or f"{clean(event.status) if event and event.status else 'SENT'}  {self._elapsed:.1f} s"
        ]
        if self._polls:
            parts.append("1 poll" if self._polls == 1 else f"{self._polls} polls")
        if event is not None and event.credits is not None:
            parts.append(f"{event.credits:.6g} credits")
        if event is not None and event.reading.progress is not None and not self._ended:
            parts.append(f"{event.reading.progress:.0%}".replace("%", " %"))
        self.query_one("#run-status", Static).update(Content.styled(" · ".join(parts), "bold"))

    @property
    def _elapsed(self) -> float:
        return clock.monotonic() - self._since
