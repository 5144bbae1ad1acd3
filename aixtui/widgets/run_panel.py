"""A run: its status, and tabs of what happens, what it gave, what was sent."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import ContentSwitcher, Static

from aixtui.bindings import bindings_for, number_bindings
from aixtui.kindspec.cells import clean
from aixtui.running.live_run import LiveRun
from aixtui.running.run import Run
from aixtui.running.run_view import TABS, RunView
from aixtui.widgets.bars import TabsBar
from aixtui.widgets.pager import Pager, found_badge
from aixtui.widgets.parts_view import PartsView
from aixtui.widgets.search_bar import SearchBar
from aixtui.widgets.timeline import event_line, step_lines
from aixtui.workspace.activity import Activity

TICK_SECONDS = 0.5
LABELS = ("Live", "Output", "Reply", "Request", "Polls")
_FAILED = {"failed", "aborted", "canceled", "cancelled"}


class RunPanel(Vertical):
    """Shows a run; while it goes on the newest line stays in view."""

    BINDINGS = [*bindings_for("panel"), *number_bindings("show-tab")]

    def __init__(self, run: Run, view: RunView, activity: Activity, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._run, self._view, self._activity = run, view, activity
        self._tab = ""
        self._last_state: tuple[float, int, str] | None = None
        """Which run, and how much of it, was shown last."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="run-status", markup=False)
        yield TabsBar(id="run-tabs")
        with ContentSwitcher(initial="run-log", id="run-body"):
            with VerticalScroll(id="run-log"):
                yield Static(id="run-events", markup=False)
                steps = Static(id="run-steps", markup=False, classes="run--part")
                steps.border_title = "Steps"
                yield steps
            yield PartsView(self._view, id="run-parts")
        yield SearchBar("find in this tab", pause=0, id="find")
        yield Pager(id="pager")

    def show(self) -> None:
        """Show the run as it is now."""
        live = self._run.live
        if live.is_watching:
            self._timer = self._timer or self.set_interval(TICK_SECONDS, self._draw_status)
        elif self._timer is not None:
            self._timer.stop()
            self._timer = None
        state = (self._run.number, len(live.events) + live.polls, live.ending)
        if state != self._last_state:
            self._last_state = state
            self._draw_live(live)
        self._draw_status()
        self._draw_tab()
        self.draw_search()

    def _draw_live(self, live: LiveRun) -> None:
        lines = [event_line(event, polls) for event, polls in live.events]
        self.query_one("#run-events", Static).update(Content("\n").join(lines))
        steps = next((event.reading.steps for event, _ in reversed(live.events) if event.reading.steps), ())
        part = self.query_one("#run-steps", Static)
        part.display = bool(steps)
        part.update(step_lines(steps))
        self.query_one("#run-log", VerticalScroll).scroll_end(animate=False)

    def _draw_status(self) -> None:
        self.query_one("#run-status", Static).update(_status(self._run.live))

    def _draw_tab(self) -> None:
        tab, parts = self._view.tab, self.query_one(PartsView)
        parts.show()
        if tab == self._tab:
            return
        has_keys = self.has_focus_within and not self.query_one(SearchBar).is_edited
        self._tab = tab
        self.query_one(TabsBar).show_tabs(LABELS, TABS.index(tab))
        self.query_one("#run-body", ContentSwitcher).current = "run-log" if tab == "live" else "run-parts"
        if has_keys:
            self.take_keys()

    def take_keys(self) -> None:
        """Have the keys act on what is looked at."""
        if self._view.tab == "live":
            self.query_one("#run-log").focus()
        else:
            parts = self.query_one(PartsView)
            parts.focus()
            self.call_after_refresh(parts.draw)

    def draw_places(self) -> None:
        """Only what is current has changed."""
        self.query_one(PartsView).draw()
        self._draw_caption()

    # The line that is typed in shares its row with the pager.

    def draw_search(self) -> None:
        """Show what is searched for, and what was found."""
        search, bar = self._view.search, self.query_one(SearchBar)
        bar.show(search.text, "", self._view.tab)
        bar.show_count(f" {search.count_text} ")
        self.query_one(PartsView).show()
        self._draw_caption()
        self.share_row()

    def share_row(self) -> None:
        """Show the line that is typed in while it is, else the caption."""
        bar = self.query_one(SearchBar)
        bar.display = bar.is_edited
        self.query_one(Pager).display = not bar.is_edited

    def edit_search(self) -> None:
        """Have the user type what to search for."""
        self.query_one(SearchBar).edit()
        self.share_row()

    def _draw_caption(self) -> None:
        search = self._view.search
        caption = Content(f" {self._view.caption}")
        if search.text:
            caption = found_badge(search.text, search.count_text) + caption
        self.query_one(Pager).show_state(caption, self._activity)

    @on(TabsBar.Picked)
    def _pick_tab(self, message: TabsBar.Picked) -> None:
        self._view.show_tab(message.index)

    @on(SearchBar.Changed)
    def _search(self, message: SearchBar.Changed) -> None:
        self._view.search.look_for(message.text)


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
