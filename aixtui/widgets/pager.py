"""The line below a table: which rows these are, of how many, and what is being loaded."""

from collections.abc import Callable

from textual.content import Content
from textual.timer import Timer

from aixtui.listing.listing import Listing
from aixtui.listing.page_cache import age_text
from aixtui.system import clock
from aixtui.widgets.bars import Bar

TICK_SECONDS = 0.5
FRAMES = "-\\|/"
QUICK_SECONDS = 0.1
"""What takes no longer needs no word: a word would only flicker, and keep the rows waiting for its frame."""
LONGEST_FILTER = 20
"""Cells of a filter's text that are shown."""


class Pager(Bar):
    """Range, total and page; while something loads, a slow spinner with the seconds.

    A problem stands there until something else is done; the page is told again after it.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told = Content("")
        self._live = ""
        self._problem = ""
        self._came: float | None = None
        self._doing = ""
        self._since = self._until = 0.0
        self._timer: Timer | None = None
        self._first: Timer | None = None
        self._ageing: Timer | None = None
        self._retry: Timer | None = None

    def tell_page(self, listing: Listing, left: int) -> None:
        """Tell which rows of how many are shown, what was marked, and what could not be shown.

        `left` is how many rows the filter of the page leaves.
        """
        page = listing.page
        if page is None:
            return
        first = (page.query.page - 1) * page.query.size + 1
        shown = (
            f"{first}-{first + len(page.rows) - 1} of {page.total:,}" if page.rows else f"0 of {page.total:,}"
        )
        parts = [shown, f"page {page.query.page}/{page.pages:,}", f"{page.seconds * 1000:.0f} ms"]
        told = Content(" " + " · ".join(parts))
        if listing.page_filter:
            told = _filter_badge(listing.page_filter, left, len(page.rows)) + told
        if listing.marks:
            told += Content.styled(f" · {len(listing.marks)} marked", "bold $text-accent")
        if listing.page_sort:
            column = listing.page_sort.lstrip("-")
            told += Content.styled(f" · by {column} on this page only", "$text-warning")
        if page.unreadable:
            told += Content.styled(f" · {len(page.unreadable)} could not be read (!)", "$text-warning")
        if page.duplicates:
            told += Content.styled(f" · {page.duplicates} with the same id hidden", "$text-warning")
        self._told = told
        self._draw()

    def tell_live(self, seconds: float) -> None:
        """Tell from now on that the list loads by itself so often; 0 for no longer."""
        self._live = f" live {seconds:g} s " if seconds else ""
        self._draw()

    def show_text(self, text: str, *, bad: bool = False, came: float | None = None) -> None:
        """Tell something else; a problem with how old what is shown is, by the time on the clock it came."""
        self._idle()
        if bad:
            self._problem = text
            self._age_from(came)
        else:
            self._told, self._problem = Content(f" {text}"), ""
        self._draw()

    def count_down(
        self, why: str, seconds: float, then: Callable[[], None], *, came: float | None = None
    ) -> None:
        """Tell that it will be tried again, count the seconds down, and try."""
        self.busy(f"{why}: trying again")
        self._until, self._came = clock.monotonic() + seconds, came
        self._draw()
        self._retry = self.set_timer(seconds, then)

    def busy(self, doing: str) -> None:
        """Something has begun: if it lasts, say so, and for how long, until `done` or another text."""
        self._idle()
        self._problem, self._doing, self._since = "", doing, clock.monotonic()
        self._timer = self.set_interval(TICK_SECONDS, self._draw)
        self._first = self.set_timer(QUICK_SECONDS, self._draw)

    @property
    def loading_now(self) -> bool:
        """Whether something is being loaded."""
        return self._timer is not None

    def done(self) -> None:
        """Nothing is being loaded any more."""
        self._idle()
        self._draw()

    def _idle(self) -> None:
        """Stop all that counts seconds."""
        for timer in (self._timer, self._first, self._ageing, self._retry):
            if timer is not None:
                timer.stop()
        self._timer = self._first = self._ageing = self._retry = self._came = None
        self._until = 0.0

    def _age_from(self, came: float | None) -> None:
        self._came = came
        if came is not None:
            self._ageing = self.set_interval(1.0, self._draw)

    def _draw(self) -> None:
        problem = self._problem if self._timer is None else ""
        self.set_class(bool(problem), "-bad")
        age = "" if self._came is None else age_text(clock.monotonic() - self._came)
        old = f" What is shown is {age} old." if age else ""
        if problem:
            line = Content.styled(problem + old, "$text-error")
        elif self._timer is None:
            line = self._told
        else:
            line = Content(f" {self._spinner()}{'.' if old else ''}{old}")
        self.show(Content.styled(self._live, "$text-success on $success-muted") + line)

    def _spinner(self) -> str:
        seconds = clock.monotonic() - self._since
        took = f"  {seconds:.0f} s" if seconds >= 1 else ""
        if self._until:
            took = f" in {max(self._until - clock.monotonic(), 0):.0f} s"
        return f"{FRAMES[int(seconds / TICK_SECONDS) % len(FRAMES)]} {self._doing}{took}"


def _filter_badge(text: str, left: int, of: int) -> Content:
    """What the page is filtered by, looking as the line in which it was typed."""
    short = text if len(text) <= LONGEST_FILTER else f"{text[: LONGEST_FILTER - 1]}…"
    return Content.styled(f" filter “{short}” {left} of {of} ", "$text-secondary on $secondary-muted")
