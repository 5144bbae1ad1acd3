"""One thing done with many resources, one after the other, with what became of each."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from aixtui.bindings import bindings_for
from aixtui.kindspec.cells import clean
from aixtui.screens.finishing import Finishing
from aixtui.workspace.problems import explain
from aixtui.workspace.workspace import Row

DRAWN_EVERY_SECONDS = 0.1
"""How often new results are drawn."""


class BulkScreen(Finishing, ModalScreen[tuple[str, ...]]):
    """Does `do` with each row, then `end` with all that was done, which says what came of it.

    Esc stops: with `breaks_off` at once, else what was sent goes on to its end. `end` comes all the same.
    Ends with the ids that were done.
    """

    BINDINGS = bindings_for("dialog")

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        do: Callable[[Row], Awaitable[None]],
        end: Callable[[], Awaitable[str]] | None = None,
        *,
        breaks_off: bool = False,
    ) -> None:
        super().__init__()
        self._heading, self._rows, self._do, self._end, self._breaks_off = title, rows, do, end, breaks_off
        self._done: list[str] = []
        self._lines: list[Content] = []
        self._drawn = 0
        self._current: asyncio.Future[None] | None = None
        self._stopped = self._finished = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            with VerticalScroll(classes="dialog--detail"):
                yield Static(markup=False, id="bulk-lines")
            yield Static(markup=False, id="bulk-state", classes="form--help")

    def on_mount(self) -> None:
        # Results may come faster than anybody reads: each by itself would be drawn again and again.
        self._drawing = self.set_interval(DRAWN_EVERY_SECONDS, self._draw)
        self._go_through()

    @work(group="bulk", exclusive=True)
    async def _go_through(self) -> None:
        stops = "Esc stops." if self._breaks_off else "Esc stops after this one."
        for number, row in enumerate(self._rows, 1):
            name = row.cells[0].text
            self._tell(f"{number} of {len(self._rows)}: {name}. {stops}")
            try:
                self._current = asyncio.ensure_future(self._do(row))
                await self._current
            except asyncio.CancelledError:
                if not self._stopped:
                    raise
            except Exception as error:
                self._lines.append(Content.styled(f"✗ {name}: {explain(error).sentence}", "$text-error"))
            else:
                self._done.append(row.id)
                self._lines.append(Content.styled(f"✓ {name}", "$text-success"))
            if self._stopped:
                break
        await self._conclude(len(self._lines) - len(self._done))

    async def _conclude(self, failed: int) -> None:
        left = len(self._rows) - len(self._lines)
        counts = [
            f"{len(self._done)} done",
            f"{failed} failed" if failed else "",
            f"{left} not tried" if left else "",
        ]
        said = f"{', '.join(filter(None, counts))}."
        if self._end is not None:
            try:
                said = f"{said} {await self._end()}"
            except Exception as error:
                self._lines.append(Content.styled(f"✗ {explain(error).sentence}", "$text-error"))
        self._finished = True
        self._drawing.stop()
        self._draw()
        self._tell(f"{said} Esc closes this.")

    def _draw(self) -> None:
        if self._drawn < len(self._lines):
            self._drawn = len(self._lines)
            self.query_one("#bulk-lines", Static).update(Content("\n").join(self._lines))
            self.query_one(VerticalScroll).scroll_end(animate=False)

    def _tell(self, text: str) -> None:
        self.query_one("#bulk-state", Static).update(clean(text))

    def action_back(self) -> None:
        if self._finished:
            self.finish(tuple(self._done))
            return
        self._stopped = True
        if self._breaks_off and self._current is not None:
            self._current.cancel()
