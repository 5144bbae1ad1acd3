"""Pasted text, without what Textual's parser would take out of it and act on."""

import re
from typing import NamedTuple

# Sequences that colour and move are taken out whole, so that no `[31m` stays behind as text; strings only
# where they end on their line, so that a lone begin takes nothing of the text with it.
_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b\n\r]*(?:\x07|\x1b\\)|[ -/]*[0-~])?",
)
BAD_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as `surrogateescape` decodes it."""


class Pasted(NamedTuple):
    """What is left of a pasted text, and what is not, in words; empty where it is whole."""

    text: str
    loss: str


def clean_paste(text: str) -> Pasted:
    """Make a paste text and nothing else; its line breaks stay as the terminal sends them.

    Each byte that is no UTF-8 becomes the replacement character.
    """
    text, sequences = _SEQUENCE.subn("", text)
    zeros = text.count("\0")
    text, bad = BAD_BYTE.subn("\ufffd", text.replace("\0", ""))
    losses = (
        _count(sequences, "terminal sequence"),
        _count(zeros, "zero byte"),
        _count(bad, "byte that is no UTF-8 text (now \ufffd)", "bytes that are no UTF-8 text (now \ufffd)"),
    )
    return Pasted(text, ", ".join(filter(None, losses)))


def _count(number: int, one: str, many: str = "") -> str:
    return "" if not number else f"{number} {one if number == 1 else many or one + 's'}"
