"""The text of an answer as it is written."""

import re

from aixtui.kindspec.cells import clean_block

_UNFINISHED = re.compile(r"[!-~\r\x1b]{1,512}\Z")
"""What may go on in the next piece: a word, which could be a key that is echoed, or a sequence that acts."""


class StreamedText:
    """Grows at its end, word by word, so that each is clean before it is shown."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unfinished = ""
        self.length = 0
        """Characters that can be shown."""

    def add(self, piece: str) -> None:
        """One more piece has come."""
        text = self._unfinished + piece
        match = _UNFINISHED.search(text)
        end = match.start() if match else len(text)
        self._unfinished = text[end:]
        self._show(text[:end])

    def finish(self) -> None:
        """Nothing more comes."""
        self._show(self._unfinished)
        self._unfinished = ""

    def _show(self, text: str) -> None:
        if text:
            text = clean_block(text)
            self._pieces.append(text)
            self.length += len(text)

    def since(self, length: int) -> str:
        """What came after so many characters."""
        pieces, missing = [], self.length - length
        for piece in reversed(self._pieces):
            if missing <= 0:
                break
            pieces.append(piece[-missing:])
            missing -= len(piece)
        return "".join(reversed(pieces))
