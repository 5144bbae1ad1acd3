"""What a monkey does at a keyboard, a mouse and a window: seeded, so that it can do it again."""

import random
import signal
from collections.abc import Iterator
from typing import NamedTuple

from aixtui.actions import ACTIONS
from tests.nasty_texts import NASTY_TEXTS

_NAMES = {
    "escape": "\x1b",
    "enter": "\r",
    "space": " ",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "asterisk": "*",
    "number_sign": "#",
    "colon": ":",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "exclamation_mark": "!",
}
_OFTEN = ("\x1b", "\r", "\r", "y", "n", "\x1b[B", "\x1b[A", "\t", "\x7f", " ", *"0123456789")
_WORDS = (
    "a",
    "text",
    "agent status=draft",
    "models",
    "r3",
    "-1",
    "99999999999999999999",
    '{"a": ',
    "\u00e9\u6f22\U0001f600",
)
_STRANGE = (
    "\x1b[?1;2c",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[I",
    "\x1b[O",
    "\x1b[3;4R",
    "\x1b[99~",
    "\x1b\x1b",
    "\x1bq",
)
_ENDING_BYTES = b"\x03\x11\x1a\x1c"
"""Ctrl+C, Ctrl+Q, Ctrl+Z and Ctrl+\\: a terminal may take them itself while the app has not come back."""
_SIZES = ((80, 24), (120, 40), (40, 12), (200, 60), (20, 5), (1, 1), (300, 10))
LEAVING = ("q", "ctrl+q", "ctrl+z", "ctrl+shift+z")
"""Keys of which a monkey would make too much; most terminals send the last two alike."""


class Input(NamedTuple):
    """One thing done, and the pause behind it in seconds."""

    data: bytes = b""
    size: tuple[int, int] | None = None
    signals: tuple[signal.Signals, ...] = ()
    pause: float = 0.0


def key_data(key: str) -> str:
    """What a terminal sends for a key in Textual's spelling."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return key


KEYS = tuple(key_data(key) for action in ACTIONS for key in action.keys if key not in LEAVING)


def inputs(chance: random.Random, count: int) -> Iterator[Input]:
    """So many things, most of them keys."""
    for _ in range(count):
        doing = chance.choices(
            (_keys, _word, _paste, _mouse, _strange, _resize, _signals), (60, 6, 8, 8, 5, 7, 2)
        )[0]
        pause = chance.choice((0.0, 0.0, 0.01, 0.03, 0.1))
        yield doing(chance)._replace(pause=pause)


def _keys(chance: random.Random) -> Input:
    keys = [chance.choice(chance.choice((KEYS, _OFTEN))) for _ in range(chance.choice((1, 1, 1, 2, 3, 8)))]
    if chance.random() < 0.05:  # held down
        keys = keys[:1] * 20
    return Input("".join(keys).encode())


def _word(chance: random.Random) -> Input:
    return Input(
        (chance.choice(("", ":", "/", "#", "f")) + chance.choice(_WORDS) + chance.choice(("", "\r"))).encode()
    )


def _paste(chance: random.Random) -> Input:
    text = chance.choice(NASTY_TEXTS)[1] * chance.choice((1, 1, 1, 30))
    return Input(f"\x1b[200~{text}\x1b[201~".encode() + chance.choice((b"", b"", b"Dy\r")))


def _mouse(chance: random.Random) -> Input:
    column, row = chance.randint(1, 120), chance.randint(1, 40)
    button = chance.choice((0, 0, 0, 2, 35, 64, 65))
    press = f"\x1b[<{button};{column};{row}M"
    return Input((press + (press[:-1] + "m" if button < 3 else "")).encode())


def _strange(chance: random.Random) -> Input:
    if chance.random() < 0.7:
        return Input(chance.choice(_STRANGE).encode())
    return Input(chance.randbytes(8).translate(None, _ENDING_BYTES))


def _resize(chance: random.Random) -> Input:
    return Input(
        size=chance.choice(_SIZES)
        if chance.random() < 0.7
        else (chance.randint(1, 250), chance.randint(1, 70))
    )


def _signals(chance: random.Random) -> Input:
    stop = chance.choice((signal.SIGTSTP, signal.SIGSTOP, signal.SIGWINCH, signal.SIGCONT))
    return Input(signals=(stop, signal.SIGCONT))
