"""The terminal's background: how it is asked for, what it answers, and the rest of an answer that was cut."""

import re

from textual.message import Message

QUERY = "\x1b]11;?\x1b\\"
_ANSWER = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_REST = re.compile(r"[0-9a-fA-F:/;rgb]*(\x07|\x1b\\|\x9c)?")
REST_SECONDS = 2.0
"""So long the rest of an answer may be on its way, over lines that are slow."""


class BackgroundTold(Message):
    """The terminal has said what its background is."""

    def __init__(self, *, is_dark: bool) -> None:
        super().__init__()
        self.is_dark = is_dark


def is_dark(answer: str) -> bool | None:
    """What an answer says of the background; None for what is no answer of that kind."""
    found = _ANSWER.match(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    light: float = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return light < 0.5


class CutAnswer:
    """An answer whose end did not come in time: when it does come, nobody has typed it."""

    def __init__(self, begun: str, now: float) -> None:
        self._ends_in_escape, self._until = begun.endswith("\x1b"), now + REST_SECONDS
        self.is_over = False

    def without_rest(self, text: str, now: float) -> str:
        """What was typed: the text without what may be the rest of the answer."""
        if now > self._until:
            self.is_over = True
            return text
        if self._ends_in_escape and text.startswith("\\"):
            self.is_over = True
            return text[1:]
        found = _REST.match(text)
        assert found is not None
        self.is_over = found[1] is not None or found.end() < len(text)
        return text[found.end() :]
