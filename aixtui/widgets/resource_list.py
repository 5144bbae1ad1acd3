"""A page of resources, or what stands in its place: loading, nothing found, a problem."""

from textual.app import ComposeResult
from textual.widgets import ContentSwitcher

from aixtui.kindspec.kind import Kind, missing
from aixtui.listing.listing import Listing
from aixtui.widgets.columns import PLAIN, Layout
from aixtui.widgets.empty_state import Notice
from aixtui.widgets.fixed_columns import fixed_columns
from aixtui.widgets.page_filter import matching
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.problems import Problem
from aixtui.workspace.workspace import Row


class ResourceList(ContentSwitcher):
    """The table and its notice; one of the two is seen. Never a blank table."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, initial="notice")

    def compose(self) -> ComposeResult:
        yield Notice(id="notice")
        yield ResourceTable(id="table")

    @property
    def table(self) -> ResourceTable:
        """The table, seen or not."""
        return self.query_one(ResourceTable)

    @property
    def fitted_rows(self) -> int:
        """How many rows are seen without scrolling."""
        return ResourceTable.rows_in(self.size.height)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.table.current if self.current == "table" else None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that are seen."""
        return self.table.shown if self.current == "table" else ()

    def take_focus(self) -> None:
        """Move the focus out of whatever has it to the table, or to nothing where there is none."""
        self.screen.set_focus(self.table if self.current == "table" else None)  # at once, for the next key

    def show(self, listing: Listing, layout: Layout = PLAIN) -> int:
        """Show the page of a listing, or say that it is empty; return how many rows its own filter leaves."""
        hits = matching(listing.rows, listing.page_filter)
        if not hits:
            self._show_empty(listing)
            return 0
        self.table.show(
            listing.kind.columns,
            hits,
            layout=layout._replace(fixed=fixed_columns(listing)),
            sort=listing.sort_shown,
            cursor=listing.cursor,
            marks=listing.marks,
        )
        self.current = "table"
        if self.screen.focused is None:
            self.take_focus()
        return len(hits)

    def show_loading(self, kind: Kind) -> None:
        """Say that the first page is on its way."""
        self._say(f"Loading {kind.plural}...")

    def show_problem(self, problem: Problem) -> None:
        """Say why there is no page."""
        self.query_one(Notice).say_problem(problem, "Ctrl+R tries again.")
        self._show_notice()

    def _show_empty(self, listing: Listing) -> None:
        kind, page = listing.kind, listing.page
        query = page.query if page else listing.query
        if listing.page_filter and page and page.rows:
            text = f"None of the {len(page.rows)} {kind.plural} of this page match “{listing.page_filter}”."
            self._say(text, "Esc clears this filter, / searches all of them on the server.")
        elif query.narrows:
            wanted = [f"“{query.text}”"] if query.text else []
            wanted += [f"{name} {value}" for name, value in query.filters]
            how = "Esc clears the search" if query.text else "Backspace removes a filter"
            self._say(f"No {kind.plural} match {', '.join(wanted)}.", f"{how}, F changes the filters.")
        elif page and page.unreadable:
            self._say(f"None of the {len(page.unreadable)} {kind.plural} of this page could be read.")
        elif "create" in (listing.capabilities or ()):
            self._say(f"There are no {kind.plural} here yet.", "Press a to create one.")
        else:
            self._say(f"There are no {kind.plural} here.", missing(kind, "create"))

    def _say(self, title: str, *lines: str) -> None:
        self.query_one(Notice).say(title, *lines)
        self._show_notice()

    def _show_notice(self) -> None:
        # Textual hands the focus of what is hidden to the next field, which would take keys for text.
        if self.table.has_focus:
            self.screen.set_focus(None)
        self.current = "notice"
