"""What a terminal sends outside of pasted text, one key or report at a time.

Textual's parser takes a sequence that it does not know for keys: the answer to somebody else's question,
`ESC [ ? 1 ; 2 c`, would open help, show the first kind and begin a clone. So only what it knows goes on.
"""

import re
from typing import NamedTuple

ESCAPE = "\x1b"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
_INPUT = re.compile(
    r"""
    [^\x1b]                                                        # a character; then: a control sequence
    | \x1b (?: \[ (?: \[[A-E] | M.{3} | (?: [378] | 2[34] ) \$ | [0-?]*[ -/]*[@-LN-Z\\-~] | [0-?]+[ -/]*M )
             | O[ -~]                                              # a key of the keypad
             | [\]P_^X] [^\x07\x1b\x9c]* (?: \x07 | \x1b\\ | \x9c )   # a string, with its end
             | (?=\x1b)                                            # Escape, before another sequence
             | [^\x1b\[O\]P_^X] )                                  # a key with Alt
    """,
    re.VERBOSE | re.DOTALL,
)
_UNFINISHED = re.compile(
    r"\x1b (?: \[ (?: \[ | M.{0,2} | [0-?]*[ -/]* )? | O | [\]P_^X] [^\x07\x1b\x9c]* \x1b? )? \Z",
    re.VERBOSE | re.DOTALL,
)
_BROKEN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O|[\]P_^X][^\x07\x1b\x9c]*)?")
_KEY = re.compile(
    r"""\x1b (?: \[\[[A-E] | \[[ABCDEFHZabcd] | O[ABCDFHMPQRSabcdjkm-y]
              | \[1;\d{1,3}[ABCDFHPQRS] | \[1[ABCDFHPQRS]
              | \[(?: [1-8] | 1[1-57-9] | 2[0134] ) (?: ;\d{1,3} )? ~ | \[(?: 2[5689] | 3[1-4] ) ~
              | \[(?: [35678] | 1[1-57-9] | 2[01345689] | 3[1-4] ) \^
              | \[(?: [378] | 2[34] ) \$ | \[2[34]@ )""",
    re.VERBOSE,
)
_KITTY_KEY = re.compile(r"\x1b\[([\d:]+)(?:;(?:\d{1,3}(?::\d)?)?(?:;([\d:]*))?)?u")
_MOUSE = re.compile(r"\x1b\[(?:<\d{1,4};-?\d{1,5};-?\d{1,5}[mM]|\d{1,4};\d{1,5};\d{1,5}M|M.{3})", re.DOTALL)
_REPORT = re.compile(r"\x1b\[(?:[IO]|\?\d{1,5};\d\$y|48(?:;[1-9]\d{0,5}){4}t|\d{1,5};\d{1,5}R)")
_MOVE_OR_RELEASE = re.compile(
    r"\x1b\[<(?:\d{1,4}(?:;\d{1,5}){2}m|(?:35|39|43|47|51|55|59|63)(?:;\d{1,5}){2}M)"
)


class Split(NamedTuple):
    """Input in pieces, each a character or a sequence, and the begin of one whose end has not come."""

    pieces: tuple[str, ...]
    rest: str


def split(text: str) -> Split:
    """Take input apart. Of a sequence that turns into something else, what had come is left out."""
    pieces, at = [], 0
    while at < len(text):
        if match := _INPUT.match(text, at):
            pieces.append(match[0])
        elif _UNFINISHED.match(text, at):
            return Split(tuple(pieces), text[at:])
        else:  # something that no sequence can hold
            match = _BROKEN.match(text, at)
            assert match is not None  # a text that is no character and no sequence begins with an escape
        at = match.end()
    return Split(tuple(pieces), "")


def is_known(piece: str) -> bool:
    """Whether Textual reads a piece as what it is: a character, a key, a mouse event or a report."""
    if len(piece) == 1 or (len(piece) == 2 and piece[1] not in "[O]P_^X"):
        return True
    if match := _KITTY_KEY.fullmatch(piece):
        return all(_is_character(code) for codes in match.groups("") for code in codes.split(":") if code)
    return any(pattern.fullmatch(piece) for pattern in (_KEY, _MOUSE, _REPORT))


def is_harmless(piece: str) -> bool:
    """Whether a piece tells of the terminal without asking for anything: focus, size, a mouse that moves."""
    return bool(_REPORT.fullmatch(piece) or _MOVE_OR_RELEASE.fullmatch(piece))


def _is_character(code: str) -> bool:
    number = int(code) if len(code) <= 7 else -1
    return 0 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
