"""From page to page, and to a row by its number."""

from aixtui.actions import AppAction
from aixtui.asking import prompt_until
from aixtui.face import Face
from aixtui.listing.browser import Browser
from aixtui.listing.listing import Listing
from aixtui.listing.paging import query_after
from aixtui.workspace.query import Query

FIRST_PAGE, LAST_PAGE = "This is the first page.", "This is the last page."
NOTHING_LOADED = "Nothing is loaded yet."
MOST_DIGITS = 12
"""Of a page or a row: Python makes no number of thousands of them."""


class PagingController:
    """Turns pages, and loads the page again."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def refusal(self, action: AppAction) -> str:
        """There has to be such a page."""
        listing = self._browser.listing
        if action.id == "first-page":
            return FIRST_PAGE if listing.query.page == 1 else ""
        if action.id == "go-to":
            return "" if listing.page else NOTHING_LOADED
        by = {"next-page": +1, "last-page": +1, "previous-page": -1}.get(action.id)
        return no_page(self._browser, by) if by else ""

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
        """Show the last page."""
        page = self._browser.listing.page
        assert page is not None, "refused without a page"
        self._browser.ask(self._browser.listing.query._replace(page=page.pages))

    def do_refresh(self) -> None:
        """Load the page again."""
        self._browser.refresh()

    async def do_go_to(self) -> None:
        """Ask for a page or a row, and go there."""
        listing, page = self._browser.listing, self._browser.listing.page
        assert page is not None, "refused without a page"
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
    if reason := no_page(browser, by):
        face.tell(reason, warning=True, seconds=2)
    elif query := _query_after(browser, by):
        browser.ask(query)


def no_page(browser: Browser, by: int) -> str:
    """Why so many pages cannot be turned; empty where they can."""
    if browser.listing.page is None:
        return NOTHING_LOADED
    return "" if _query_after(browser, by) else FIRST_PAGE if by < 0 else LAST_PAGE


def _query_after(browser: Browser, by: int) -> Query | None:
    listing = browser.listing
    return query_after(listing.page._replace(query=listing.query), by) if listing.page else None
