"""The cursor over the rows of a page."""

from aixtui.controllers.paging import turn_page
from aixtui.face import Face
from aixtui.listing.browser import Browser


class CursorController:
    """Moves the cursor, beyond the ends of a page to the next one."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def do_cursor_down(self) -> None:
        """Move to the next row."""
        self._move(+1)

    def do_cursor_up(self) -> None:
        """Move to the previous row."""
        self._move(-1)

    def do_first_row(self) -> None:
        """Move to the first row."""
        self._browser.listing.move_to(0)

    def do_last_row(self) -> None:
        """Move to the last row."""
        listing = self._browser.listing
        listing.move_to(len(listing.hits) - 1)

    def do_page_down(self) -> None:
        """Move a screenful down; from the last row to the next page."""
        listing = self._browser.listing
        if listing.at >= len(listing.hits) - 1:
            turn_page(self._browser, self._face, +1)
        else:
            self._move(self._browser.rows_in_sight)

    def do_page_up(self) -> None:
        """Move a screenful up; from the first row to the previous page."""
        if self._browser.listing.at == 0:
            turn_page(self._browser, self._face, -1)
        else:
            self._move(-self._browser.rows_in_sight)

    def do_scroll_left(self) -> None:
        """Show the columns further left."""
        self._browser.listing.scroll(-10, self._browser.room)

    def do_scroll_right(self) -> None:
        """Show the columns further right."""
        self._browser.listing.scroll(+10, self._browser.room)

    def _move(self, by: int) -> None:
        listing = self._browser.listing
        listing.move_to(listing.at + by)
