"""A page of rows, or what stands in its place: loading, nothing found, a problem."""

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import ContentSwitcher

from aixtui.listing.emptiness import Emptiness, emptiness
from aixtui.listing.listing import Listing
from aixtui.widgets.empty_state import EmptyState
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.problems import Problem


class ResourceList(ContentSwitcher):
    """The table and its empty state; one of the two is seen. Never a blank table."""

    class Resized(Message):
        """It has another size."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, initial="empty")

    def compose(self) -> ComposeResult:
        yield EmptyState(id="empty")
        yield ResourceTable(id="table")

    def on_resize(self) -> None:
        self.post_message(self.Resized())

    @property
    def row_capacity(self) -> int:
        """How many rows are seen without scrolling."""
        return ResourceTable.rows_in(self.size.height)

    def take_focus(self) -> None:
        """Move the focus out of whatever has it to the table, or to nothing where there is none."""
        table = self.query_one(ResourceTable) if self.current == "table" else None
        self.screen.set_focus(table)  # at once, for the next key

    def show(self, listing: Listing) -> None:
        """Show the page of a listing, or why it has none."""
        if listing.hits:
            self.query_one(ResourceTable).show(listing)
            self.current = "table"
            if self.screen.focused is None:
                self.take_focus()
        elif listing.page is None and listing.problem is not None:
            self._show_problem(listing.problem)
        elif listing.page is None:
            self._say(Emptiness(f"Loading {listing.source.plural}..."))
        else:
            self._say(emptiness(listing))

    def show_cursor(self, listing: Listing) -> None:
        """Show the cursor where it is now, and nothing else."""
        self.query_one(ResourceTable).show_cursor(listing.at)

    def _show_problem(self, problem: Problem) -> None:
        self.query_one(EmptyState).say_problem(problem)
        self._show_empty_state()

    def _say(self, state: Emptiness) -> None:
        self.query_one(EmptyState).say(state)
        self._show_empty_state()

    def _show_empty_state(self) -> None:
        # Textual hands the focus of what is hidden to the next field, which would take keys for text.
        if self.query_one(ResourceTable).has_focus:
            self.screen.set_focus(None)
        self.current = "empty"
