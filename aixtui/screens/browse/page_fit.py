"""How many rows a page has: as many as are seen, once the screen has stopped changing its size."""

from textual.screen import Screen
from textual.timer import Timer

from aixtui.listing.browser import Browser
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.row_segments import GUTTER

PAUSE_SECONDS = 0.2
"""How long the size has to rest before the page is fitted to it."""


class PageFit:
    """Measures the room for rows on a screen, and has its browser fit the page to that."""

    def __init__(self, screen: Screen[None], browser: Browser) -> None:
        self._screen, self._browser = screen, browser
        self._pause: Timer | None = None

    def measure(self) -> None:
        """Tell the browser how much room there is."""
        body = self._screen.query_one(ResourceList)
        self._browser.fit(body.row_capacity, body.size.width - GUTTER)

    def refit_soon(self) -> None:
        """Fit the page when nothing has changed for a moment."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE_SECONDS, self._refit)

    def _refit(self) -> None:
        self.measure()
        self._browser.refit()
