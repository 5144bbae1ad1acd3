"""Where keys are, where the terminal tells: by the Latin sign at their place, as kitty's protocol has it.

Textual's parser fails on such names, so none of them goes on to it.
"""

import re
from collections.abc import Callable

from textual.message import Message

ALTERNATE_KEYS = 0b100
"""What asks for the names, among the flags of the protocol."""
_FLAGS = re.compile(r"\x1b\[>(\d+)u")
_NAMED_KEY = re.compile(r"\x1b\[(\d{1,7}):(\d{0,7})(?::(\d{1,7}))?((?:;[\d:]*){0,2})u")
_SHIFT, _OTHER_MODIFIERS, _CAPS_LOCK = 0b1, 0b111110, 0b1000000
_SHIFTED = dict(zip("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?', strict=True))
"""What Shift makes of the signs of the layout that places are named by."""


class LetterTold(Message):
    """The terminal has said which Latin sign is at the place of a letter."""

    def __init__(self, letter: str, latin: str) -> None:
        super().__init__()
        self.letter, self.latin = letter, latin


def with_alternates(text: str) -> str:
    """What asks for the protocol of keys, asking for the names of places, too."""
    return _FLAGS.sub(lambda match: f"\x1b[>{int(match[1]) | ALTERNATE_KEYS}u", text)


class LetterPlaces:
    """Takes the names out of keys, and tells them: each once, and again when another layout has another."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self._tell, self._told = tell, dict[str, str]()

    def plain(self, piece: str) -> str:
        """A key as Textual reads it. With Ctrl or Alt a letter that is not Latin is the one of its place."""
        match = _NAMED_KEY.fullmatch(piece)
        if match is None:
            return piece
        code, _, base, rest = match.groups()
        modifiers, _, text = rest[1:].partition(";")
        held = max(int(modifiers.partition(":")[0] or 1) - 1, 0)
        if base and int(code) > 127 and 32 < int(base) < 127:
            if held & _OTHER_MODIFIERS:
                return f"\x1b[{base}{rest}u"
            self._learn(text, chr(int(base)), held)
        return f"\x1b[{code}{rest}u"

    def _learn(self, text: str, sign: str, held: int) -> None:
        if not text.isdecimal() or not 127 < int(text) <= 0x10FFFF:
            return
        is_upper = bool(held & _SHIFT) != (sign.isalpha() and bool(held & _CAPS_LOCK))
        letter, latin = chr(int(text)), _SHIFTED.get(sign, sign.upper()) if is_upper else sign
        if self._told.get(letter) != latin:
            self._told[letter] = latin
            self._tell(letter, latin)
