"""Between the terminal and Textual: keys go on, pasted text goes on as text, and nothing in it can act."""

from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import Literal

from aixtui.wire.background import CutAnswer
from aixtui.wire.letter_places import LetterPlaces
from aixtui.wire.pasted import BAD_BYTE, clean_paste
from aixtui.wire.sequences import ESCAPE, PASTE_END, PASTE_START, is_harmless, is_known, split

LONGEST_PASTE = 4_000_000
"""Characters of one paste; of a longer one nothing is taken."""
LONGEST_SEQUENCE = 65_536
BURST_SECONDS = 0.05
"""Silence that ends what came together with a paste."""
PATIENCE_SECONDS = 1.0
"""Silence within a paste after which the user is told, and can give it up."""
_ANSWER_BEGINS = "\x1b]"
_GIVE_UP = ("\x03", "\x1b[99;5u")


class InputFilter:
    """Turns what a terminal sends, in whatever pieces, into what Textual may read.

    A paste goes on when it is whole. An end mark inside of one cannot be told from its own, so what follows
    an end mark without a pause is dropped, and told.
    """

    def __init__(
        self,
        tell: Callable[[str], None],
        escape_key: str,
        escape_seconds: float,
        answered: Callable[[str], None] = lambda _: None,
        placed: Callable[[str, str], None] = lambda *_: None,
    ) -> None:
        """`escape_key` is how Textual reads Escape; what is begun may wait `escape_seconds` for its end.

        `answered` is called with what the terminal says in answer to a question, which never goes on, and
        `placed` with a letter and the Latin sign that is at its place.
        """
        self._answered, self._places = answered, LetterPlaces(placed)
        self._cut: CutAnswer | None = None
        self._tell, self._escape_key, self._escape_seconds = tell, escape_key, escape_seconds
        self._decoder = getincrementaldecoder("utf-8")("surrogateescape")
        self._state: Literal["keys", "paste", "burst"] = "keys"
        self._rest = ""
        """The begin of a sequence, or of the end mark of a paste."""
        self._paste: list[str] = []
        self._losses: list[str] = []
        self._paste_length = self._dropped = 0
        self._is_late = False
        self._last = 0.0

    @property
    def wait_seconds(self) -> float | None:
        """The silence after which `tick` has something to do; None when it has nothing."""
        if self._state == "paste":
            return None if self._is_late else PATIENCE_SECONDS
        if self._state == "burst":
            return BURST_SECONDS
        return self._escape_seconds if self._rest or self._decoder.getstate()[0] else None

    def feed(self, data: bytes, now: float) -> str:
        """Take what the terminal has sent, at a time in seconds, and return what may go on."""
        output = self.tick(now)
        text = self._decoder.decode(data)
        if self._cut is not None:
            text = self._cut.without_rest(text, now)
            self._cut = None if self._cut.is_over else self._cut
        if self._is_late and text in _GIVE_UP:
            self._begin_keys()
            self._tell("The pasted text was dropped: its end had not come.")
            return ""
        burst_before = self._burst
        text, self._rest = self._rest + text, ""
        while text:
            passed, text = self._take_pasted(text) if self._state == "paste" else self._take_typed(text)
            output += passed
        if self._rest or self._burst is None or self._burst != burst_before:  # a mouse that moves is no input
            self._last, self._is_late = now, False
        return output

    @property
    def _burst(self) -> int | None:
        """What has been dropped of a burst so far; None when there is none."""
        return self._dropped if self._state == "burst" else None

    def tick(self, now: float) -> str:
        """Do what silence asks for, and return what may go on."""
        if self.wait_seconds is None or now - self._last < self.wait_seconds:
            return ""
        if self._state == "paste":
            self._is_late = True
            self._tell("The end of a pasted text has not come yet. Ctrl+C drops what came of it.")
            return ""
        rest, self._rest = self._rest, ""
        self._drop_bytes(self._decoder.decode(b"", final=True))  # of a character whose others do not come
        if self._state == "burst":
            self._dropped += bool(rest)
            self._end_burst()
            return ""
        if rest == ESCAPE:
            return self._escape_key
        if len(rest) > 2 and rest.startswith(_ANSWER_BEGINS):
            self._cut = CutAnswer(rest, now)
        return rest if len(rest) == 2 else ""  # a key with Alt; of a longer sequence the end is missing

    def _take_typed(self, text: str) -> tuple[str, str]:
        """Pass on what is typed before the next paste, and return it with what has come of that."""
        typed, mark, after = text.partition(PASTE_START)
        pieces, rest = split(self._drop_bytes(typed))
        if mark:
            pieces += (rest,) if rest else ()
        else:
            self._rest = rest if len(rest) <= LONGEST_SEQUENCE else rest[:2]
        passed = "".join(self._pass_on(piece) for piece in pieces)
        if mark:
            self._end_burst()
            self._state = "paste"
        return passed, after

    def _pass_on(self, piece: str) -> str:
        piece = self._places.plain(piece)
        if self._state == "burst":
            if not is_harmless(piece):
                self._dropped += 1
                return ""
        elif piece == ESCAPE:
            return self._escape_key
        if piece.startswith(_ANSWER_BEGINS):
            self._answered(piece)
        return piece if is_known(piece) else ""

    def _drop_bytes(self, text: str) -> str:
        """Leave out, and tell, what was no UTF-8."""
        for byte in BAD_BYTE.findall(text):
            self._tell(f"The terminal sent a byte that is no UTF-8 text: 0x{ord(byte) - 0xDC00:02x}.")
        return BAD_BYTE.sub("", text)

    def _end_burst(self) -> None:
        if self._dropped:
            keys = f"{self._dropped} key{'' if self._dropped == 1 else 's'}"
            self._losses.append(f"{keys} that came in one go with it, behind its end")
        if self._losses:
            self._tell(f"Left out of the pasted text: {', '.join(self._losses)}.")
        self._begin_keys()

    def _begin_keys(self) -> None:
        self._state, self._dropped, self._rest, self._is_late = "keys", 0, "", False
        self._paste, self._paste_length, self._losses = [], 0, []

    def _take_pasted(self, text: str) -> tuple[str, str]:
        """Keep what belongs to the paste; at its end return it with what has come behind."""
        body, mark, after = text.partition(PASTE_END)
        if not mark:
            begun = next((size for size in range(5, 0, -1) if body.endswith(PASTE_END[:size])), 0)
            body, self._rest = body[: len(body) - begun], body[len(body) - begun :]
        self._paste_length += len(body)
        if self._paste_length <= LONGEST_PASTE:
            self._paste.append(body)
        return self._end_paste() if mark else "", after

    def _end_paste(self) -> str:
        text, loss = clean_paste("".join(self._paste))
        is_too_long = self._paste_length > LONGEST_PASTE
        self._begin_keys()
        self._state = "burst"
        if is_too_long:
            self._tell(f"The pasted text has more than {LONGEST_PASTE:,} characters: nothing was taken.")
            return ""
        self._losses += [loss] if loss else []
        return f"{PASTE_START}{text}{PASTE_END}"
