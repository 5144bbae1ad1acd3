"""What a run does while it goes on: what polls bring, the steps of an agent, an answer as it is written."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from aixtui.running.live_run import LiveRun
from aixtui.widgets.growing_scroll import GrowingScroll
from aixtui.widgets.steps_view import StepsView
from aixtui.widgets.streamed_markdown import StreamedMarkdown
from aixtui.widgets.timeline import log_lines

EVENTS, STEPS, TEXT = "run-events", "run-steps", "run-text"
WATCHED_BEFORE = "It was watched before: its polls are in Polls, what came of it is in Output."
MORE = "▼ more below   End goes there and follows it again"


class RunLive(Vertical):
    """Shows one of the three, the one that says most."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._live: LiveRun | None = None
        self._logged = 0

    def compose(self) -> ComposeResult:
        with ContentSwitcher(initial=EVENTS, id="live-parts"):
            with GrowingScroll(id=EVENTS):
                yield Static(id="run-log-lines", markup=False)
            yield StepsView(id=STEPS)
            with GrowingScroll(id=TEXT):
                yield StreamedMarkdown(id="run-markdown")
        yield Static(MORE, markup=False, id="run-more")
        yield Static(markup=False, id="run-note")

    @property
    def part(self) -> Widget:
        """The one that is shown: it takes the keys."""
        return self.query_one(f"#{self.query_one(ContentSwitcher).current}")

    def show(self, live: LiveRun) -> None:
        """Show a run as it is now."""
        if live is not self._live:
            self._live, self._logged = live, 0
        for scroll in self.query(GrowingScroll):
            scroll.show(live)
        self._choose(live)
        if live.steps.steps:
            self.query_one(StepsView).show(live.steps)
        elif live.is_streamed:
            self.query_one(StreamedMarkdown).show(live.text)
        elif live.is_recalled:
            self.query_one("#run-log-lines", Static).update(WATCHED_BEFORE)
        elif live.happened != self._logged:
            self._logged = live.happened
            lines = log_lines(live.events)
            self.query_one("#run-log-lines", Static).update(Content("\n").join(lines))
        self._draw_sign(live)
        self._draw_note(live.note)

    def _choose(self, live: LiveRun) -> None:
        current = STEPS if live.steps.steps else TEXT if live.is_streamed else EVENTS
        switcher = self.query_one(ContentSwitcher)
        if switcher.current != current:
            had_focus = self.part.has_focus
            switcher.current = current
            if had_focus:
                self.part.focus()

    def _draw_sign(self, live: LiveRun) -> None:
        part = self.part
        assert isinstance(part, StepsView | GrowingScroll)
        is_followed = live.steps.is_followed if isinstance(part, StepsView) else live.is_followed
        self.query_one("#run-more").display = not is_followed and part.has_more_below

    def _draw_note(self, note: str) -> None:
        """Say why it is no longer watched, where that was seen."""
        line = self.query_one("#run-note", Static)
        line.display = bool(note)
        line.update(note)
