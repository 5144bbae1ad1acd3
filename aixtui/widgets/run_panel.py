"""A run as it happens: a status line, what it does, and in tabs beside that what it gave."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import ContentSwitcher

from aixtui.bindings import bindings_for, number_bindings
from aixtui.running.run import Run
from aixtui.running.run_view import TABS, RunView
from aixtui.widgets.bars import TabsBar
from aixtui.widgets.pager import Pager, found_badge
from aixtui.widgets.parts_view import PartsView
from aixtui.widgets.run_live import RunLive
from aixtui.widgets.run_status import RunStatusLine
from aixtui.widgets.search_bar import SearchBar
from aixtui.workspace.activity import Activity

PACE_SECONDS = 0.25
"""Between two paints of a run that goes on, whatever happens meanwhile."""
LABELS = ("Live", "Output", "Reply", "Request", "Polls")


class RunPanel(Vertical):
    """Shows a run: what it does while it goes on, then its output."""

    BINDINGS = [*bindings_for("panel"), *number_bindings("show-tab")]

    def __init__(self, run: Run, view: RunView, activity: Activity, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._run, self._view, self._activity = run, view, activity
        self._tab = ""
        self._number = -1
        """Which of the runs was shown last."""
        self._timer: Timer | None = None
        self._is_stale = False
        """Whether something has happened that is not shown yet."""

    @property
    def is_ticking(self) -> bool:
        """Whether it is drawn again as time goes by."""
        return self._timer is not None

    def compose(self) -> ComposeResult:
        yield RunStatusLine(id="run-status")
        yield TabsBar(id="run-tabs")
        with ContentSwitcher(initial="run-live", id="run-body"):
            yield RunLive(id="run-live")
            yield PartsView(self._view, id="run-parts")
        yield SearchBar("find in this tab", pause=0, id="find")
        yield Pager(id="pager")

    def show(self) -> None:
        """Show the run as it is now."""
        live, is_same = self._run.live, self._number == self._run.number
        self._number = self._run.number
        if live.is_watching or live.retry_wait:
            self._timer = self._timer or self.set_interval(PACE_SECONDS, self._paint)
        else:
            self._stop_timer()
        self._is_stale = True
        if not live.is_watching or not is_same or self._view.tab != self._tab:
            self._paint()  # else as time goes by: more may happen than anybody reads

    def _paint(self) -> None:
        self.draw_live()
        if self._is_stale:
            self._is_stale = False
            self._draw_tab()
            self.draw_search()

    def draw_live(self) -> None:
        """Show how the run stands, and what it does."""
        live = self._run.live
        self.query_one(RunStatusLine).show(live)
        self.query_one(RunLive).show(live)
        if not live.is_watching and not live.retry_wait:
            self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _draw_tab(self) -> None:
        tab = self._view.tab
        has_keys = self.has_focus_within and not self.query_one(SearchBar).is_edited
        self.query_one(PartsView).show()  # what had the keys may be gone then
        if tab == self._tab:
            return
        self._tab = tab
        self.query_one(TabsBar).show_tabs(LABELS, TABS.index(tab))
        self.query_one("#run-body", ContentSwitcher).current = "run-live" if tab == "live" else "run-parts"
        if has_keys:
            self.take_keys()

    def take_keys(self) -> None:
        """Have the keys act on what is looked at."""
        # At once: what is hidden with the focus has it taken away from whoever gets it later.
        if self._view.tab == "live":
            self.screen.set_focus(self.query_one(RunLive).part)
        else:
            parts = self.query_one(PartsView)
            self.screen.set_focus(parts)
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
        self.query_one(Pager).lend(bar.is_edited)

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

    @on(PartsView.Made)
    def _take_lost_keys(self) -> None:
        if self.screen.focused is None and self._run.view == "panel":
            self.take_keys()

    @on(TabsBar.Picked)
    def _pick_tab(self, message: TabsBar.Picked) -> None:
        self._view.show_tab(message.index)

    @on(SearchBar.Changed)
    def _search(self, message: SearchBar.Changed) -> None:
        self._view.search.look_for(message.text)
