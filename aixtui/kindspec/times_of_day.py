"""Times of day as they are typed: `9`, `09:30`, `9 pm`, `nine`, `noon`. Pure."""

import re
from datetime import time

from aixtui.kindspec.number_words import in_digits
from aixtui.kindspec.text_codec import quote

_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*(am|pm)?", re.ASCII)
_WORDS = {"noon": time(12), "midnight": time(0)}


def parse_time_of_day(text: str) -> time:
    """Read a time of day.

    Raises:
        ValueError: it is none.
    """
    word = in_digits(text.strip().lower())
    found = _CLOCK.fullmatch(word)
    if word in _WORDS:
        return _WORDS[word]
    if found is not None:
        hour, minute, second = (int(digits or 0) for digits in found.groups()[:3])
        half = found[4]
        if half is None or 1 <= hour <= 12:
            hour = hour if half is None else hour % 12 + (12 if half == "pm" else 0)
            if hour < 24 and minute < 60 and second < 60:
                return time(hour, minute, second)
    raise ValueError(f"a time of day such as 09:30, not {quote(text)}")


def is_time_of_day(text: str) -> bool:
    """Whether it is one."""
    try:
        parse_time_of_day(text)
    except ValueError:
        return False
    return True
