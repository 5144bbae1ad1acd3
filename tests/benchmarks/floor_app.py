"""The floor: a bare Textual app with a table of 20 rows and 8 columns."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class Floor(App[None]):
    """What any Textual app with one page of rows costs at least."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*(f"Column {place}" for place in range(8)))
        table.add_rows([tuple(f"cell {line}.{place}" for place in range(8)) for line in range(20)])


if __name__ == "__main__":
    Floor().run()
