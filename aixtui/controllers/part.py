"""The part of an output that has the keys: lines of a text or a JSON document, or rows of a table."""

from aixtui.actions import AppAction
from aixtui.running.outputs.lines_part import LinesPart
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.running.outputs.taking import OutputTaking
from aixtui.running.run_view import RunView
from aixtui.workspace.folded_json import FoldedJson

FOLDS = ("toggle-fold", "fold", "unfold", "fold-all", "unfold-all")


class LinesController:
    """Moves the cursor of a text. Beyond the first and the last line it goes on to the parts beside it."""

    def __init__(self, view: RunView) -> None:
        self._view = view

    def refusal(self, action: AppAction) -> str:
        """Only JSON is folded."""
        part = self._view.part
        if action.id in FOLDS and not (isinstance(part, LinesPart) and part.document.source.is_json):
            return "There is nothing to fold here."
        return ""

    @property
    def _document(self) -> FoldedJson:
        """The lines under the cursor; none where there is something else."""
        part = self._view.part
        return part.document if isinstance(part, LinesPart) else FoldedJson()

    def do_line_down(self) -> None:
        """Go to the next line, after the last one to the next part."""
        if self._document.cursor + 1 < len(self._document.rows):
            self._document.move(+1)
        else:
            self._view.turn_part(+1)

    def do_line_up(self) -> None:
        """Go to the line before, from the first one to the part before."""
        if self._document.cursor > 0:
            self._document.move(-1)
        else:
            self._view.turn_part(-1)

    def do_screen_down(self) -> None:
        """Go a screenful down."""
        self._document.turn(+1)

    def do_screen_up(self) -> None:
        """Go a screenful up."""
        self._document.turn(-1)

    def do_first_line(self) -> None:
        """Go to the beginning."""
        self._document.move_to(0)

    def do_last_line(self) -> None:
        """Go to the end."""
        self._document.move_to(len(self._document.rows))

    def do_toggle_fold(self) -> None:
        """Fold what the line opens, or unfold it."""
        self._document.toggle()

    def do_fold(self) -> None:
        """Fold what the line opens, or go to what it lies in."""
        self._document.fold()

    def do_unfold(self) -> None:
        """Unfold what the line opens."""
        self._document.unfold()

    def do_fold_all(self) -> None:
        """Leave the outermost level only."""
        self._document.fold_all()

    def do_unfold_all(self) -> None:
        """Show every line."""
        self._document.unfold_all()


class RowsController:
    """Moves the cursor of a table. Beyond the first and the last row it goes on to the parts beside it."""

    def __init__(self, view: RunView, taking: OutputTaking) -> None:
        self._view, self._taking = view, taking

    @property
    def _table(self) -> RecordsPart:
        """The table under the cursor; an empty one where there is something else."""
        part = self._view.part
        return part if isinstance(part, RecordsPart) else RecordsPart("", ())

    def do_cursor_down(self) -> None:
        """Go to the next row, after the last one to the next part."""
        if self._table.cursor + 1 < self._table.size:
            self._table.move(+1)
        else:
            self._view.turn_part(+1)

    def do_cursor_up(self) -> None:
        """Go to the row before, from the first one to the part before."""
        if self._table.cursor > 0:
            self._table.move(-1)
        else:
            self._view.turn_part(-1)

    def do_page_down(self) -> None:
        """Go a screenful down."""
        self._table.turn(+1)

    def do_page_up(self) -> None:
        """Go a screenful up."""
        self._table.turn(-1)

    def do_first_row(self) -> None:
        """Go to the first row."""
        self._table.move_to(0)

    def do_last_row(self) -> None:
        """Go to the last row."""
        self._table.move_to(self._table.size)

    def do_scroll_left(self) -> None:
        """Show the columns further left."""
        self._table.scroll(-1)

    def do_scroll_right(self) -> None:
        """Show the columns further right."""
        self._table.scroll(+1)

    async def do_open_row(self) -> None:
        """Show all of a record, or ask what to do with a file."""
        await self._taking.open_row(self._table)
