"""What stands on each line of the terminal, so that it is not sent again."""

import re
from collections.abc import Iterable

_MOVE = re.compile(r"\n?\x1b\[(\d+);(\d+)H")
"""A move of the cursor; the line feed that comes before some would only move it as well."""
_TEXT = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]++|\x1b\[[\d;:]*m|\x1b\]8;[^\x07\x1b]*\x1b\\)+")
"""Signs, their style and their links: what is seen of a line, and nothing that does anything."""


class ShownLines:
    """Leaves out of a frame the lines that are on the screen as they are.

    Textual paints the whole screen for each change of its layout, and a screen that opens changes it several
    times. Over SSH that is what one waits for.
    """

    def __init__(self) -> None:
        self._lines: dict[int, str] = {}
        """What was sent last to the begin of each line, from 1; none where the rest was written to since."""

    def forget(self) -> None:
        """Whatever is on the screen may have changed."""
        self._lines.clear()

    def take_for_shown(self, lines: Iterable[str]) -> None:
        """The screen shows these lines, from the top."""
        self._lines = dict(enumerate(lines, 1))

    def unseen(self, data: str) -> str:
        """What is to be sent of a frame for the screen to show it; all of what is none."""
        before, *moves = _MOVE.split(data)
        if not moves:
            return data
        *pieces, last = zip(moves[::3], moves[1::3], moves[2::3], strict=True)
        unseen = [piece for piece in pieces if not self._is_shown(*piece)]
        self._is_shown(*last)  # it is sent all the same: the cursor stays behind it
        return before + "".join(f"\x1b[{row};{column}H{text}" for row, column, text in (*unseen, last))

    def _is_shown(self, row: str, column: str, text: str) -> bool:
        """Whether a text is there already; from now on it is."""
        if not text:
            return True
        line = int(row)
        if column != "1" or not _TEXT.fullmatch(text):
            self._lines.pop(line, None)
            return False
        was_there = self._lines.get(line) == text
        self._lines[line] = text
        return was_there
