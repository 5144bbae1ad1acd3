"""What is searched for on the server, and what the loaded page is filtered by."""

from aixtui.actions import AppAction
from aixtui.face import Face
from aixtui.listing.browser import Browser


class SearchController:
    """The two lines that are typed into, `search` and `page-filter`. Leaving a line keeps its text."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def type(self, line: str, text: str) -> None:
        """A line holds this text now."""
        browser, listing = self._browser, self._browser.listing
        if line == "page-filter":
            listing.filter_page(text)
        elif text != listing.query.text:
            browser.ask(listing.query._replace(text=text, page=1))

    def refusal(self, action: AppAction) -> str:
        """A filter of the page needs rows."""
        listing = self._browser.listing
        is_idle = action.id == "page-filter" and not listing.rows
        return f"There are no {listing.source.plural} here to filter." if is_idle else ""

    def do_search(self) -> None:
        """Have the user type what to search for."""
        self._face.focus("search")

    def do_page_filter(self) -> None:
        """Have the user type what to filter the page by."""
        self._face.focus("page-filter")

    def do_to_list(self, line: str, text: str) -> None:
        """The text of a line is all that is wanted."""
        self.type(line, text)
        self._face.focus("list")

    def do_clear_text(self, line: str) -> None:
        """The text of a line is not wanted any more."""
        self.type(line, "")
        self._face.focus("list")

    def do_clear(self) -> None:
        """Take away what narrows most: the filter of the page, then the search; then leave a folder."""
        listing, kind = self._browser.listing, self._browser.kind
        around = kind.leads_out_to(listing.query.filters) if kind is not None else None
        if listing.page_filter or listing.query.text or around is None:
            self.do_clear_text("page-filter" if listing.page_filter else "search")
        else:
            self._browser.ask(listing.query._replace(filters=around, page=1))
