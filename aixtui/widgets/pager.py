"""The line below a table: which rows these are, of how many, and what is being loaded."""

from textual.content import Content
from textual.timer import Timer

from aixtui.listing.launch_picture import age_words, came_words
from aixtui.listing.listing import Listing
from aixtui.listing.whereabouts import whereabouts
from aixtui.system import clock
from aixtui.system.clock import age_text
from aixtui.widgets.bars import Bar
from aixtui.workspace.activity import Activity

TICK_SECONDS = 0.5
FRAMES = "-\\|/"
QUICK_SECONDS = 0.1
"""What takes no longer needs no word: a word would only flicker, and keep the rows waiting for its frame."""
LONGEST_FILTER = 20
"""Cells of a filter's text that are shown."""


class Pager(Bar):
    """What is shown; while something goes on, a slow spinner with the seconds; or why it failed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line = Content("")
        self._live = ""
        self._activity = Activity()
        self._count = 0
        """Which of the things that have begun the spinner is about."""
        self._is_slow = False
        self._delay: Timer | None = None
        self._ticker: Timer | None = None

    def show_state(self, line: Content, activity: Activity, live_seconds: float = 0.0) -> None:
        """Show a line in quiet times, and what goes on in others."""
        live = f" live {live_seconds:g} s " if live_seconds else ""
        is_same = line.is_same(self._line) and live == self._live
        self._line, self._live, self._activity = line, live, activity
        if activity.busy and activity.count != self._count:
            self._count, self._is_slow = activity.count, False
            self._stop()
            self._delay = self.set_timer(QUICK_SECONDS, self._become_slow)
        if activity.busy or activity.loaded_at is not None:
            self._ticker = self._ticker or self.set_interval(TICK_SECONDS, self._draw)
        else:
            self._stop()
        if not (activity.busy and not self._is_slow and is_same):
            self._draw()

    def lend(self, is_lent: bool) -> None:
        """Lend its row to a line that is typed in, which nothing that is said may cover; or have it back."""
        self.display = not is_lent
        self.screen.set_class(is_lent, "-row-lent")

    def _become_slow(self) -> None:
        self._is_slow = True
        self._draw()

    def _stop(self) -> None:
        for timer in (self._delay, self._ticker):
            if timer is not None:
                timer.stop()
        self._delay = self._ticker = None

    def _draw(self) -> None:
        activity = self._activity
        self.set_class(bool(activity.problem), "-bad")
        age = "" if activity.loaded_at is None else age_text(clock.monotonic() - activity.loaded_at)
        age_note = f" What is shown is {age} old." if age else ""
        if activity.problem:
            line = Content.styled(activity.problem + age_note, "$bad")
        elif activity.busy and (self._is_slow or activity.until):
            line = Content(f" {self._spinner()}{'.' if age_note else ''}{age_note}")
        else:
            line = self._line
        self.show(Content.styled(self._live, "$good") + line)

    def _spinner(self) -> str:
        activity = self._activity
        seconds = clock.monotonic() - activity.since
        time_text = f"  {seconds:.0f} s" if seconds >= 1 else ""
        if activity.until:
            time_text = f" in {max(activity.until - clock.monotonic(), 0):.0f} s"
        return f"{FRAMES[int(seconds / TICK_SECONDS) % len(FRAMES)]} {activity.task}{time_text}"


def page_line(listing: Listing) -> Content:
    """Which rows of how many are shown, what was marked, what could not be shown; empty without a page."""
    page = listing.page
    if page is None:
        return Content("")
    first = (page.query.page - 1) * page.query.size + 1
    rows = f"{first}-{first + len(page.rows) - 1} of {page.total:,}" if page.rows else f"0 of {page.total:,}"
    seen = f"{age_words(clock.monotonic() - listing.loaded_at)}, refreshing"
    came = seen if page.is_kept else came_words(page.seconds)
    parts = [rows, f"page {page.query.page}/{page.pages:,}", came]
    line = Content(" " + " · ".join(parts))
    if where := whereabouts(listing):
        line = Content.styled(f" {where} ·", "$warn") + line
    if listing.page_filter:
        line = _filter_badge(listing.page_filter, len(listing.hits), len(page.rows)) + line
    if listing.marks:
        line += Content.styled(f" · {len(listing.marks)} marked", "bold $key")
    if listing.page_sort:
        line += Content.styled(f" · by {listing.page_sort.lstrip('-')} on this page only", "$warn")
    sorted_by = listing.visible_sort.removeprefix("-")
    for column in listing.source.columns:
        if column.id == sorted_by and column.sort_note:
            line += Content.styled(f" · by {column.label.lower()} {column.sort_note}", "$warn")
    if page.unreadable:
        line += Content.styled(f" · {len(page.unreadable)} could not be read (!)", "$warn")
    if page.cut:
        line += Content.styled(f" · {page.cut:,} sent beyond the page left out", "$warn")
    if page.duplicates:
        line += Content.styled(f" · {page.duplicates} with the same id hidden", "$warn")
    return line


def _filter_badge(text: str, count: int, total: int) -> Content:
    """What the page is filtered by."""
    return _badge("filter", text, f"{count} of {total}")


def found_badge(text: str, count: str) -> Content:
    """What is searched for in the tab, and which match of how many one is on."""
    return _badge("find", text, count)


def _badge(word: str, text: str, count: str) -> Content:
    """It looks as the line in which it was typed."""
    short = text if len(text) <= LONGEST_FILTER else f"{text[: LONGEST_FILTER - 1]}…"
    return Content.styled(f" {word} “{short}” {count} ", "$page-filter-text on $page-filter")
