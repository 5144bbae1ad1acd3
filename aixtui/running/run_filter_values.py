"""What the filters of a list of runs may say: days and numbers of credits."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from aixtui.system import clock

_DAY = timedelta(days=1)
DAYS = {"today": (0, 1), "yesterday": (1, 1), "last-7-days": (6, 7)}
"""How many days ago each begins, and how many it lasts."""


class RunFilterError(ValueError):
    """A filter has a value that means nothing."""

    title = "Not a filter"

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text)
        self.hint = hint


class Span(NamedTuple):
    """From when on, and until before when."""

    since: datetime
    until: datetime


def span_of(text: str) -> Span:
    """A day as `2026-11-27`, in UTC as the lists show it, or one of the words.

    Raises:
        RunFilterError: it is neither.
    """
    today = clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if text in DAYS:
        ago, length = DAYS[text]
        return Span(today - ago * _DAY, today + (length - ago) * _DAY)
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        day = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return Span(day, day + _DAY)
    except (ValueError, OverflowError):
        hint = f"Give a day such as 2026-11-27, or {', '.join(DAYS)}."
        raise RunFilterError(f"{text!r} is no day.", hint) from None


def number_of(text: str) -> float:
    """A number of credits.

    Raises:
        RunFilterError: it is none.
    """
    if not re.fullmatch(r"\d{1,12}(\.\d{1,12})?", text):
        raise RunFilterError(f"{text!r} is no number of credits.", "Give one such as 0.5.")
    return float(text)


def why_not(read: Callable[[str], object]) -> Callable[[str], str]:
    """What says of a text why it cannot be read so; nothing where it can."""

    def ask(text: str) -> str:
        try:
            read(text)
        except RunFilterError as error:
            return f"{error} {error.hint}"
        return ""

    return ask
