"""The line below a table: which rows these are, of how many, and what is being loaded."""

from collections.abc import Callable

from textual.content import Content
from textual.timer import Timer

from aixtui.runtime import clock
from aixtui.runtime.workspace import RowPage
from aixtui.widgets.bars import Bar

TICK_SECONDS = 0.5
FRAMES = "-\\|/"


class Pager(Bar):
    """Range, total and page; while something loads, a slow spinner with the seconds."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told = Content("")
        self._doing = ""
        self._since = 0.0
        self._timer: Timer | None = None
        self._retry: Timer | None = None
        self._until = 0.0

    def tell_page(self, page: RowPage, marked: int = 0, *, page_sort: str = "") -> None:
        """Tell which rows of how many are shown, how many are marked, and what could not be shown."""
        first = (page.query.page - 1) * page.query.size + 1
        shown = (
            f"{first}-{first + len(page.rows) - 1} of {page.total:,}" if page.rows else f"0 of {page.total:,}"
        )
        parts = [shown, f"page {page.query.page}/{page.pages:,}", f"{page.seconds * 1000:.0f} ms"]
        self._told = Content(" " + " · ".join(parts))
        if marked:
            self._told += Content.styled(f" · {marked} marked", "bold $text-accent")
        if page_sort:
            column = page_sort.lstrip("-")
            self._told += Content.styled(f" · by {column} on this page only", "$text-warning")
        if page.unreadable:
            self._told += Content.styled(f" · {len(page.unreadable)} could not be read (!)", "$text-warning")
        if page.duplicates:
            self._told += Content.styled(f" · {page.duplicates} with the same id hidden", "$text-warning")
        if not self.has_class("-bad"):  # a problem stays until something has been done about it
            self._draw()

    def show_text(self, text: str, *, bad: bool = False) -> None:
        """Tell something else."""
        self._told = Content.styled(text if bad else f" {text}", "$text-error" if bad else "")
        self.done()
        self.set_class(bad and bool(text), "-bad")

    def count_down(self, why: str, seconds: float, then: Callable[[], None]) -> None:
        """Tell that it will be tried again, count the seconds down, and try."""
        self.busy(f"{why}: trying again")
        self._until = clock.monotonic() + seconds
        self._draw()
        self._retry = self.set_timer(seconds, then)

    def busy(self, doing: str) -> None:
        """Something has begun: say so, and for how long, until `done` or another text."""
        if self._retry is not None:
            self._retry.stop()
            self._retry = None
        self._until = 0.0
        self._doing, self._since = doing, clock.monotonic()
        if self._timer is None:
            self._timer = self.set_interval(TICK_SECONDS, self._draw)
        self._draw()

    @property
    def loading_now(self) -> bool:
        """Whether something is being loaded."""
        return self._timer is not None

    def done(self) -> None:
        """Nothing is being loaded any more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._draw()

    def _draw(self) -> None:
        self.remove_class("-bad")
        if self._timer is None:
            self.show(self._told)
            return
        seconds = clock.monotonic() - self._since
        spinner = FRAMES[int(seconds / TICK_SECONDS) % len(FRAMES)]
        took = f"  {seconds:.0f} s" if seconds >= 1 else ""
        if self._until:
            took = f" in {max(self._until - clock.monotonic(), 0):.0f} s"
        self.show(Content(f" {spinner} {self._doing}{took}"))
