"""A batch as it goes on, with what became of each."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aixtui.kindspec.cells import clean
from aixtui.screens.dialogs.dialog import SCROLLING, Dialog
from aixtui.screens.presence import follow
from aixtui.widgets.transfer_lines import outcome_line, transfer_lines
from aixtui.widgets.work import begin
from aixtui.workspace.batch import Batch

FRAME_SECONDS = 0.1
"""How often new results are drawn."""


class Progress(Dialog[tuple[str, ...]]):
    """Ends with the ids that were done. Esc stops the batch, and closes it when it is over.

    With `closes` it ends by itself where nothing went wrong.
    """

    def __init__(self, title: str, batch: Batch, *, closes: bool = False) -> None:
        super().__init__()
        self._heading, self._batch, self._closes = title, batch, closes
        self._line_count = 0

    def compose(self) -> ComposeResult:
        # Files are few and a bar says much: such a dialog is as high as what it says.
        with Vertical(classes="dialog -wide" if self._batch.measure is not None else "dialog -wide -tall"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            with VerticalScroll(classes="dialog--detail"):
                yield Static(markup=False, id="batch-lines")
            yield Static(markup=False, id="batch-state", classes="form--help")

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield "Esc", "Close it." if self._batch.is_over else "Stop: what is done stays done."
        yield from SCROLLING

    def on_mount(self) -> None:
        # Results may come faster than anybody reads: each by itself would be drawn again and again.
        self.set_interval(FRAME_SECONDS, self._draw_lines)
        follow(self, self._batch.changed, self._draw)
        begin(self, self._batch.go(), "batch")

    def _draw(self) -> None:
        if self._batch.is_over and self._closes and not any(one.problem for one in self._batch.outcomes):
            self.finish(tuple(self._batch.done_ids))
            return
        if self._batch.is_over:
            self._draw_lines()
        batch = self._batch
        is_measured = batch.measure is not None and not batch.is_over
        self.query_one("#batch-state", Static).update(
            clean(f"{batch.place} {batch.way_out}" if is_measured else batch.state)
        )

    def _draw_lines(self) -> None:
        outcomes, lines = self._batch.outcomes, self.query_one("#batch-lines", Static)
        if self._batch.measure is not None:
            lines.update(transfer_lines(self._batch, lines.content_size.width))
            return
        if self._line_count < len(outcomes):
            self._line_count = len(outcomes)
            lines.update(Content("\n").join(map(outcome_line, outcomes)))
            self.query_one(VerticalScroll).scroll_end(animate=False)

    def action_back(self) -> None:
        if self._batch.is_over:
            self.finish(tuple(self._batch.done_ids))
        else:
            self._batch.stop()
