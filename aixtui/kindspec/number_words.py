"""Numbers as words: `nine` is 9. Pure."""

import re

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: str(number) for number, word in enumerate(_WORDS, 1)}
_NUMBER = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def in_digits(words: str) -> str:
    """Lower-case words with digits for the numbers from one to twelve."""
    return _NUMBER.sub(lambda word: _NUMBERS[word[0]], words)
