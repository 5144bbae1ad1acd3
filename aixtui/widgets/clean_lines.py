"""The last thing that happens to every painted line: nothing that acts is left in it."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from aixtui.kindspec.plain_text import STAND_IN, printable


class CleanLines(LineFilter):
    """Cleans what was typed, or came another way than through cells.

    Texts are in their places by now: what is wide keeps its cells, what has none goes.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments of a line, each in as many cells as before."""
        if all(segment.text.isascii() and segment.text.isprintable() for segment in segments):
            return segments
        return [segment._replace(text=_clean(segment.text)) for segment in segments]


def _clean(text: str) -> str:
    line = printable(text.replace("\t", "").replace("\n", ""), lambda run: STAND_IN * cell_len(run))
    return line if line == text else set_cell_size(line, cell_len(text))


CLEAN_LINES = CleanLines()
