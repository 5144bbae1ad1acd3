"""The floor: a bare Textual app with a table of 20 rows and 8 columns."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class Floor(App[None]):
    """What any Textual app with one page of rows costs at least."""

    BINDINGS = [("q", "quit", "Quit"), ("r", "refill", "Refill")]

    _filled = 0

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*(f"Column {place}" for place in range(8)))
        self._fill("cell")

    def action_refill(self) -> None:
        """Show another page of rows."""
        self._filled += 1
        self._fill(f"page {self._filled}")

    def _fill(self, word: str) -> None:
        table = self.query_one(DataTable)
        table.clear()
        table.add_rows([tuple(f"{word} {line}.{place}" for place in range(8)) for line in range(20)])


if __name__ == "__main__":
    Floor().run()
