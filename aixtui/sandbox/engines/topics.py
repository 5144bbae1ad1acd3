"""What a text is about: the beginnings of its telling words."""

import re

from aixtui.sandbox.engines.english import STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORTEST, _STEM = 3, 6


def topics(text: str) -> list[str]:
    """Its telling words in order, each cut to what its forms have in common.

    Names of code are taken apart.
    """
    words = (word.casefold() for word in _WORD.findall(_HUMP.sub(" ", text)))
    return [word.rstrip("s")[:_STEM] for word in words if len(word) >= _SHORTEST and word not in STOP_WORDS]
