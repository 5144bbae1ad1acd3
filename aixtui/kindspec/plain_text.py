"""What in a text acts instead of being read, and what stands in its place.

Terminals obey control codes, reorder text at directional marks, and draw others as nothing: two names that
differ in those look alike. Whatever is printed or painted has gone through the one pattern of this module.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from aixtui.auth.redaction import hide_known, hide_known_in

STAND_IN = "\ufffd"
"""One cell wide, so that tables stay aligned."""

_JOINERS = "\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Controls, soft hyphens, fillers, directional marks, what is zero wide, annotations, tags, lone surrogates.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    f"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff{_JOINERS}]+"
)
_ACTING_IN_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""The same among ASCII: a long text is looked through ten times as fast."""
_JOINING = re.compile(f"[{_JOINERS}]{{1,2}}")
_KEYCAP = "\u20e3"


def acts(char: str) -> bool:
    """Whether a character acts wherever it stands; those that join words do not."""
    return bool(_ACTING.fullmatch(char)) and not _JOINING.fullmatch(char)


def printable(text: str, shown: Callable[[str], str] = lambda _: STAND_IN) -> str:
    """The text with a visible stand-in for each run of characters that act; line breaks and tabs stay.

    `shown` makes another stand-in of a run.
    """
    if text.isascii() and not _ACTING_IN_ASCII.search(text):
        return text
    return _ACTING.sub(lambda match: match[0] if _belongs_to_a_word(match) else shown(match[0]), text)


def counted(number: int, one: str, many: str = "") -> str:
    """How many of what: `1 model`, `1,200 models`, `2 utilities`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def json_text(value: Any, *, indent: int | None = 2, ascii_only: bool = False) -> str:
    """A value as JSON in which what acts is escaped and no secret of ours stands: it can be shown."""
    shown = hide_known_in(value)  # before a quote in a secret is escaped
    text = json.dumps(shown, indent=indent, ensure_ascii=ascii_only, default=lambda one: hide_known(str(one)))
    return escaped_json(text)


def escaped_json(text: str) -> str:
    """JSON text of the same value, in which what acts is escaped."""
    return text if text.isascii() and not _ACTING_IN_ASCII.search(text) else _ACTING.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    if _belongs_to_a_word(match):
        return match[0]
    digits = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{digits[at : at + 4]}" for at in range(0, len(digits), 4))


def _belongs_to_a_word(match: re.Match[str]) -> bool:
    """Whether it joins, or chooses the form of, what is before it, as in many scripts and emoji."""
    text, start, end = match.string, match.start(), match.end()
    follows = not text[start - 1 : start].isascii() if start else False
    return bool(_JOINING.fullmatch(match[0])) and (follows or text[end : end + 1] == _KEYCAP)
