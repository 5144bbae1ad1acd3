"""Amounts with a unit as they are typed: seconds, and credits. Pure."""

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aixtui.kindspec.text_codec import NUMBER, TEXT, TextCodec, quote

_UNITS = {"d": 86_400, "h": 3600, "min": 60, "s": 1}
_NAMES = {
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("h", "hour", "hours"), "h"),
    **dict.fromkeys(("min", "m", "minute", "minutes"), "min"),
    **dict.fromkeys(("s", "sec", "second", "seconds", ""), "s"),
}
_AMOUNT = re.compile(r"([0-9.]+(?:e[+-]?[0-9]+)?) ?([a-z]*)")


def _show_duration(value: Any) -> str:
    """In the largest unit that leaves a whole number."""
    number = _number(value)
    if number is None:
        return TEXT.show(value)
    if not number or number % 1:
        return f"{number} s"
    name, length = next((name, length) for name, length in _UNITS.items() if number % length == 0)
    return f"{int(number) // length} {name}"


def _parse_duration(text: str) -> int | float:
    found = _AMOUNT.fullmatch(text.strip().lower())
    unit = _NAMES.get(found[2]) if found else None
    if found is None or unit is None:
        raise ValueError(f"a duration such as 90 s, 5 min or 2 h, not {quote(text)}")
    NUMBER.parse(found[1])
    # As a fraction, so that 0.1 min is 6 s.
    seconds = Fraction(found[1]) * _UNITS[unit]
    return int(seconds) if seconds.denominator == 1 else float(seconds)


def _show_money(value: Any) -> str:
    """Never with an exponent."""
    number = _number(value)
    return TEXT.show(value) if number is None else f"{Decimal(str(number)):f}"


def _parse_money(text: str) -> int | float | None:
    if text.strip().lower() in ("", "none"):
        return None
    try:
        amount: int | float = NUMBER.parse(text)
    except ValueError:
        amount = -1
    if amount < 0:
        raise ValueError(f"credits, 0 or more, or none, not {quote(text)}")
    return amount


def _number(value: Any) -> int | float | None:
    """A finite number, a whole one to its last digit; None of anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if value % 1 == 0 else value


DURATION = TextCodec(_show_duration, _parse_duration)
"""Seconds, zero or more; None is shown as empty, and read by `optional(DURATION)`."""
MONEY = TextCodec(_show_money, _parse_money)
"""Credits, zero or more; none, or empty, is None."""
