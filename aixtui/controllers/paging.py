"""From page to page, and to a row by its number."""

from aixtui.face import Face, prompt_until
from aixtui.listing.browser import Browser
from aixtui.listing.listing import Listing
from aixtui.listing.paging import query_after

MOST_DIGITS = 12
"""Of a page or a row: Python makes no number of thousands of them."""


class PagingController:
    """Turns pages, and loads the page again."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def do_next_page(self) -> None:
        """Show the next page."""
        turn_page(self._browser, self._face, +1)

    def do_previous_page(self) -> None:
        """Show the previous page."""
        turn_page(self._browser, self._face, -1)

    def do_first_page(self) -> None:
        """Show the first page."""
        self._browser.ask(self._browser.listing.query._replace(page=1))

    def do_last_page(self) -> None:
        """Show the last page, once it is known which that is."""
        page = self._browser.listing.page
        if page is not None:
            self._browser.ask(self._browser.listing.query._replace(page=page.pages))

    def do_refresh(self) -> None:
        """Load the page again."""
        self._browser.refresh()

    async def do_go_to(self) -> None:
        """Ask for a page or a row, and go there."""
        listing, page = self._browser.listing, self._browser.listing.page
        if page is None:
            self._face.tell("Nothing is loaded yet.", warning=True, seconds=2)
            return
        title = f"Page 1 to {page.pages:,}, or r and a row from 1 to {page.total:,}"

        async def go(answer: str) -> str | None:
            is_row = answer.lower().startswith("r")
            digits = answer.lower().lstrip("r ")
            number = int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else 0
            if not 1 <= number <= (page.total if is_row else page.pages):
                return "There is no such row." if is_row else "There is no such page."
            self._go_to(listing, number - 1 if is_row else (number - 1) * page.query.size, is_row=is_row)
            return None

        await prompt_until(self._face, title, "", go, yes="Go")

    def _go_to(self, listing: Listing, index: int, *, is_row: bool) -> None:
        size = listing.query.size
        query = listing.query._replace(page=index // size + 1)
        self._browser.ask(query, row_target=index % size if is_row else None, listing=listing)


def turn_page(browser: Browser, face: Face, by: int) -> None:
    """Turn so many pages, or say that there are no more."""
    listing = browser.listing
    query = query_after(listing.page._replace(query=listing.query), by) if listing.page else None
    if query is None:
        face.tell(f"This is the {'first' if by < 0 else 'last'} page.", warning=True, seconds=2)
    else:
        browser.ask(query)
