"""Marking rows, for what is then done with all of them."""

from aixtui.actions import AppAction
from aixtui.controllers.opening import no_row
from aixtui.listing.browser import Browser
from aixtui.workspace.rows import Row


class MarksController:
    """Marks single rows, ranges and pages."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def refusal(self, action: AppAction) -> str:
        """A mark needs a row; taking marks away needs marks."""
        listing = self._browser.listing
        if action.id != "unmark" and listing.current is None:
            return no_row(self._browser)
        if action.id == "unmark" and not listing.marks:
            return "Nothing is marked."
        return ""

    def do_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        listing = self._browser.listing
        listing.marks.toggle(self._row)
        listing.move_to(listing.at + 1)

    def do_mark_range(self) -> None:
        """Mark all rows from the last mark to the cursor."""
        listing = self._browser.listing
        listing.marks.extend_to(self._row, listing.visible_rows)

    def do_mark_page(self) -> None:
        """Mark all rows that are seen."""
        listing = self._browser.listing
        listing.marks.add(listing.visible_rows)

    def do_invert_marks(self) -> None:
        """Mark what is not marked among the rows that are seen, and the other way round."""
        listing = self._browser.listing
        listing.marks.invert(listing.visible_rows)

    def do_unmark(self) -> None:
        """Take all marks away."""
        self._browser.listing.marks.replace([])

    @property
    def _row(self) -> Row:
        row = self._browser.listing.current
        assert row is not None, "refused without a row"
        return row
