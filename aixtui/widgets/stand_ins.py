"""Characters that a field cannot show as they are, each held behind another one: exact both ways.

A field counts characters and cells, breaks lines where it sees fit and drops control codes. So each character
that it would change has exactly one in its place, a cell wide. Those are surrogates: no text that can be
stored or sent has any, so none is ever mistaken for a character of the text.
"""

import re
import unicodedata

from rich.highlighter import Highlighter
from rich.text import Text

from aixtui.kindspec.plain_text import STAND_IN, acts

_FIRST = 0xD800
_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNS = {"\n": "↵", "\t": "⇥", "\x7f": "␡", "\x85": "↵", "\u2028": "↵", "\u2029": "↵"}
_OTHER = "␦"


class StandIns(dict[int, int]):
    """From what a text has to what a field holds; `shown` is what the field shows by itself.

    It learns its characters as they come: some 200 can stand behind others.
    """

    def __init__(self, shown: str = "") -> None:
        super().__init__()
        self._shown = shown
        self._texts: dict[int, int] = {}
        self._signs: dict[int, str] = {}

    def __missing__(self, code: int) -> int:
        self[code] = self._choose(code)
        return self[code]

    def _choose(self, code: int) -> int:
        char = chr(code)
        category = unicodedata.category(char)
        if char in self._shown or not (acts(char) or char in "\n\t"):
            return code
        if category == "Cn":  # more than there are surrogates; they break no line
            return code
        if category == "Cs":
            return ord(STAND_IN)
        held = _FIRST + len(self._texts)
        self._texts[held] = code
        self._signs[held] = _SIGNS.get(char) or (chr(0x2400 + code) if code < 0x20 else _OTHER)
        return held

    def held(self, text: str) -> str:
        """What a field holds for a text."""
        return text.translate(self)

    def text(self, held: str) -> str:
        """The text that a field holds."""
        if held.isascii() or _SURROGATE.search(held) is None:  # each key waits for this, and most have none
            return held
        return held.translate(self._texts)

    def signs(self, text: str) -> str:
        """A text as a field shows it, to be shown elsewhere."""
        return self.held(text).translate(self._signs)

    def draw(self, held: Text) -> None:
        """Put a visible sign in the place of each character that stands behind another one."""
        plain = held.plain
        if not plain.isascii():
            held.plain = plain.translate(self._signs)
            for place in _SURROGATE.finditer(plain):
                held.stylize("dim", place.start(), place.end())


class Signs(Highlighter):
    """Draws them where a field takes something that highlights."""

    def __init__(self, stand_ins: StandIns) -> None:
        self._stand_ins = stand_ins

    def highlight(self, text: Text) -> None:
        """Draw the signs of a text."""
        self._stand_ins.draw(text)


LINE = StandIns()
"""For a line: a line break and a tab are signs too."""
BLOCK = StandIns(shown="\n\t")
"""For lines."""
