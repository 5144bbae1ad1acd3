"""One thing done to many resources, one after the other, with what became of each."""

from collections.abc import Callable, Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from aixtui.bindings import bindings_for
from aixtui.catalog.cells import clean
from aixtui.runtime.problems import explain
from aixtui.runtime.session import Session
from aixtui.runtime.workspace import Row, Workspace
from aixtui.screens.finishing import Finishing


class BulkScreen(Finishing, ModalScreen[tuple[str, ...]]):
    """Ends with the ids that were done. Esc stops before the next one; what was sent goes on to its end."""

    BINDINGS = bindings_for("dialog")

    def __init__(
        self, session: Session, title: str, rows: Sequence[Row], do: Callable[[Workspace, Row], None]
    ) -> None:
        super().__init__()
        self.session, self._heading, self._rows, self._do = session, title, rows, do
        self._done: list[str] = []
        self._lines: list[Content] = []
        self._stopped = self._finished = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            with VerticalScroll(classes="dialog--detail"):
                yield Static(markup=False, id="bulk-lines")
            yield Static(markup=False, id="bulk-state", classes="form--help")

    def on_mount(self) -> None:
        self._go_through()

    @work(group="bulk", exclusive=True)
    async def _go_through(self) -> None:
        for number, row in enumerate(self._rows, 1):
            if self._stopped:
                break
            self._tell(f"{number} of {len(self._rows)}: {row.cells[0].text}. Esc stops after this one.")
            try:
                await self.session.write(lambda ws, row=row: self._do(ws, row))  # type: ignore[misc]
            except Exception as error:
                self._lines.append(
                    Content.styled(f"✗ {row.cells[0].text}: {explain(error).sentence}", "$text-error")
                )
            else:
                self._done.append(row.id)
                self._lines.append(Content.styled(f"✓ {row.cells[0].text}", "$text-success"))
            self.query_one("#bulk-lines", Static).update(Content("\n").join(self._lines))
            self.query_one(VerticalScroll).scroll_end(animate=False)
        self._finished = True
        left = len(self._rows) - len(self._lines)
        failed = len(self._lines) - len(self._done)
        parts = [
            f"{len(self._done)} done",
            f"{failed} failed" if failed else "",
            f"{left} not tried" if left else "",
        ]
        self._tell(f"{', '.join(filter(None, parts))}. Esc closes this.")

    def _tell(self, text: str) -> None:
        self.query_one("#bulk-state", Static).update(clean(text))

    def action_back(self) -> None:
        if self._finished:
            self.finish(tuple(self._done))
        else:
            self._stopped = True
