"""Moments as they are typed, and as they go over the wire: ISO 8601 with a zone."""

import re
from calendar import monthrange
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from typing import Any

from aixtui.kindspec.number_words import in_digits
from aixtui.kindspec.text_codec import TextCodec, quote
from aixtui.kindspec.time_zones import moment_in, split_zone, zone_of
from aixtui.kindspec.times_of_day import is_time_of_day, parse_time_of_day
from aixtui.system import clock

_ON_THE_WIRE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_IN = re.compile(r"in (\d{1,9}) ?(minute|min|hour|h|day|d|week|month|year)s?", re.ASCII)
_SECONDS = {"min": 60, "minute": 60, "h": 3600, "hour": 3600, "d": 86_400, "day": 86_400, "week": 604_800}
_MONTHS = {"month": 1, "year": 12}
_DAYS_FROM_NOW = {"today": 0, "tomorrow": 1}
_EXAMPLES = "a time such as 2030-01-31 09:00, in 30 days or tomorrow 9:00"


def parse_moment(text: str, zone: str = "") -> str:
    """Read a moment as the wire has it; what has that form already stays as it is.

    A text that names no zone means this one, by its IANA name; empty is UTC.

    Raises:
        ValueError: it is no moment, or none that the clocks of its zone ever show.
    """
    line = text.strip()
    words, name = split_zone(line)
    try:
        moment = _read(words, name or zone)
        return line if _ON_THE_WIRE.fullmatch(line) else on_the_wire(moment)
    except OverflowError:
        raise ValueError("in the years from 1 to 9999") from None


def on_the_wire(moment: datetime) -> str:
    """A moment with its zone as it is sent: in UTC, such as 2030-01-31T09:00:00Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def words_of(text: str, zone: str) -> tuple[str, ...]:
    """What may be typed for a moment of the wire, the best first: by the clocks of a zone, and itself."""
    try:
        shown = datetime.fromisoformat(text).astimezone(zone_of(zone))
    except (ValueError, OverflowError):
        return (text,)
    return f"{shown:%Y-%m-%d %H:%M}", f"{shown:%Y-%m-%d %H:%M:%S}", text


def _read(text: str, zone: str) -> datetime:
    words = in_digits(" ".join(text.lower().split()))
    now = clock.now().astimezone(zone_of(zone)).replace(microsecond=0)
    if (found := _IN.fullmatch(words)) is not None:
        return _after(now, int(found[1]), found[2])
    if words.startswith("at "):
        words = words.removeprefix("at ")
        if is_time_of_day(words):
            return _next(now, words, zone)
    day_text, _, clock_text = words.partition(" ")
    if day_text in _DAYS_FROM_NOW:
        day = now.date() + timedelta(days=_DAYS_FROM_NOW[day_text])
        return _at(day, clock_text, zone)
    try:
        moment = datetime.fromisoformat(words.upper())
    except ValueError:
        try:
            day = date.fromisoformat(day_text)
        except ValueError:
            raise ValueError(f"{_EXAMPLES}, not {quote(text)}") from None
        return _at(day, clock_text, zone)
    return moment if moment.tzinfo else moment_in(zone_of(zone), moment)


def _at(day: date, clock_text: str, zone: str) -> datetime:
    words = clock_text.removeprefix("at ")
    return moment_in(zone_of(zone), datetime.combine(day, parse_time_of_day(words) if words else time()))


def _next(now: datetime, clock_text: str, zone: str) -> datetime:
    """The next time that the clocks show this."""
    moment = _at(now.date(), clock_text, zone)
    return moment if moment > now else _at(now.date() + timedelta(days=1), clock_text, zone)


def _after(now: datetime, count: int, unit: str) -> datetime:
    if unit in _SECONDS:
        return now.astimezone(UTC) + timedelta(seconds=count * _SECONDS[unit])
    year, month = divmod(now.year * 12 + now.month - 1 + count * _MONTHS[unit], 12)
    if year > MAXYEAR:
        raise OverflowError
    last_day = monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last_day))


def tell_moment(text: str) -> str:
    """What a text that is a moment comes to: `Thu 31 Jan 2030 08:00 UTC`; empty for never.

    Raises:
        ValueError: it is no moment.
    """
    wire = _parse(text)
    if wire is None:
        return ""
    try:
        moment = datetime.fromisoformat(wire).astimezone(UTC)
    except OverflowError:
        return ""
    return f"{moment:%a %d %b %Y %H:%M} UTC"


def _show(value: Any) -> str:
    if isinstance(value, datetime):
        return on_the_wire(value if value.tzinfo else value.replace(tzinfo=UTC))
    return "" if value is None else str(value)


def _parse(text: str) -> str | None:
    return None if text.strip().lower() in ("", "never") else parse_moment(text)


MOMENT = TextCodec(_show, _parse)
"""A text in ISO 8601 with its zone, or None for never; also in words, in UTC where they name no zone."""
