"""A page of resources, or what stands in its place: loading, nothing found, a problem."""

from textual.app import ComposeResult
from textual.widgets import ContentSwitcher

from aixtui.catalog.kind import Kind
from aixtui.runtime.problems import Problem
from aixtui.runtime.workspace import Row, RowPage
from aixtui.widgets.notice import Notice
from aixtui.widgets.resource_table import ResourceTable


class ResourceList(ContentSwitcher):
    """The table and its notice; one of the two is seen. Never a blank table."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, initial="notice")

    def compose(self) -> ComposeResult:
        yield Notice(id="notice")
        yield ResourceTable(id="table")

    @property
    def fitted_rows(self) -> int:
        """How many rows are seen without scrolling."""
        return ResourceTable.rows_in(self.size.height)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.query_one(ResourceTable).current if self.current == "table" else None

    def open_row(self) -> None:
        """Open the row under the cursor."""
        self.query_one(ResourceTable).action_open_row()

    def take_focus(self) -> None:
        """Move the focus out of whatever has it to the table, or to nothing where there is none."""
        if self.current == "table":
            self.query_one(ResourceTable).focus()
        else:
            self.screen.set_focus(None)

    def show(self, kind: Kind, page: RowPage, cursor: str) -> None:
        """Show a page with the cursor on the row of this id, or say that it is empty."""
        if not page.rows:
            self._show_empty(kind, page)
            return
        table = self.query_one(ResourceTable)
        table.show(kind.columns, page.rows, sort=page.query.sort, cursor=cursor)
        self.current = "table"
        if self.screen.focused is None:
            table.focus()

    def show_loading(self, kind: Kind) -> None:
        """Say that the first page is on its way."""
        self._say(f"Loading {kind.plural}...")

    def show_problem(self, problem: Problem) -> None:
        """Say why there is no page."""
        self.query_one(Notice).say_problem(problem, "Ctrl+R tries again.")
        self.current = "notice"

    def _show_empty(self, kind: Kind, page: RowPage) -> None:
        if page.query.text:
            self._say(f"No {kind.plural} match “{page.query.text}”.", "Esc clears the search, / changes it.")
        elif page.unreadable:
            self._say(f"None of the {page.unreadable} {kind.plural} of this page could be read.")
        elif kind.fields:
            self._say(f"There are no {kind.plural} here yet.", "Press a to create one.")
        else:
            self._say(f"There are no {kind.plural} here.")

    def _say(self, title: str, *lines: str) -> None:
        self.query_one(Notice).say(title, *lines)
        self.current = "notice"
