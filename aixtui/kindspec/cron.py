"""Five cron fields as the schedule of the platform that says the same, where there is one. Pure."""

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from aixtui.kindspec.schedule_document import WEEKDAYS, daily, monthly, recurring, weekly
from aixtui.kindspec.text_codec import quote

_FIELD = re.compile(r"[\d*?,/a-z-]+", re.ASCII)
_BEGINNING = re.compile(r"[\d*][\d*,/-]*", re.ASCII)
_PART = re.compile(r"(\*|\w{1,4})(?:-(\w{1,4}))?(?:/(\d{1,4}))?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, 1)}
_DAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS, 1)}
_NO_NAMES: Mapping[str, int] = MappingProxyType({})
_DAY_MINUTES = 24 * 60
_ANY = {"*", "?"}
_UTC = {"", "UTC", "Etc/UTC"}
_ALIGNED = "2000-01-01"
"""Cron counts from midnight, the platform from a day that is named."""


def is_cron(text: str) -> bool:
    """Whether a text looks like five cron fields, right or wrong."""
    fields = text.lower().split()
    return len(fields) == 5 and bool(_BEGINNING.fullmatch(fields[0])) and all(map(_FIELD.fullmatch, fields))


def cron_schedule(text: str, zone: str = "") -> dict[str, Any]:
    """The schedule that says the same as these five fields in this zone, without the zone itself.

    Raises:
        ValueError: a field makes no sense, or no schedule of the platform says the same; says why.
    """
    minute, hour, day, month, weekday = text.lower().split()
    times = sorted(h * 60 + m for h in _numbers(hour, 0, 23) for m in _numbers(minute, 0, 59))
    days = sorted(_numbers(day, 1, 31))
    weekdays = sorted({(number - 1) % 7 for number in _numbers(weekday, 0, 7, _DAY_NUMBERS)})
    if len(_numbers(month, 1, 12, _MONTH_NUMBERS)) < 12:
        raise ValueError("for every month: the platform has no schedules of single months")
    is_daily = len(days) == 31 and len(weekdays) == 7
    if len(times) > 1:
        if not is_daily:
            raise ValueError("at one time of the day: the platform's schedules by days have no more")
        return _counted(times, zone)
    clock = f"{times[0] // 60:02}:{times[0] % 60:02}"
    if is_daily:
        return daily(clock)
    if day in _ANY:
        return weekly([WEEKDAYS[number] for number in weekdays], clock)
    if weekday in _ANY:
        return monthly(days, clock)
    raise ValueError("for days of the week or of the month: the platform's schedules do not mix them")


def _counted(times: list[int], zone: str) -> dict[str, Any]:
    """Minutes of the day that lie equally far apart, over midnight too, as a count."""
    step = _DAY_MINUTES // len(times)
    if times != list(range(times[0], _DAY_MINUTES, step)) or step * len(times) != _DAY_MINUTES:
        nearly = _nearly(times)
        raise ValueError(
            f"at times that lie equally far apart, all day{nearly and f': say {nearly} for that'}"
        )
    if zone not in _UTC:
        raise ValueError(f"in UTC: what the platform counts does not follow the clocks of {zone}")
    return recurring(*_unit(step), f"{_ALIGNED}T{times[0] // 60:02}:{times[0] % 60:02}:00Z")


def _unit(minutes: int) -> tuple[int, str]:
    return (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")


def _nearly(times: list[int]) -> str:
    """What counts on where cron begins anew with each hour or day: `every 7 minutes`; empty for others."""
    gaps = [after - before for before, after in pairwise([*times, times[0] + _DAY_MINUTES])]
    if max(gaps) > gaps[0] or gaps.count(gaps[0]) * 2 < len(gaps):
        return ""
    every, unit = _unit(gaps[0])
    return f"every {every} {unit}s"


def _numbers(field: str, low: int, high: int, names: Mapping[str, int] = _NO_NAMES) -> set[int]:
    numbers: set[int] = set()
    for part in field.split(","):
        found = _PART.fullmatch("*" if part == "?" else part)
        if found is None:
            raise ValueError(_unreadable(field))
        first, last, step = found.groups()
        begin = low if first == "*" else _number(first, names, field)
        # A step without an end goes on to the last.
        end = high if first == "*" or (step and last is None) else begin
        end = end if last is None else _number(last, names, field)
        if not low <= begin <= end <= high or step == "0":
            raise ValueError(_unreadable(field))
        numbers.update(range(begin, end + 1, int(step or 1)))
    return numbers


def _number(word: str, names: Mapping[str, int], field: str) -> int:
    if word in names:
        return names[word]
    if word.isdecimal():
        return int(word)
    raise ValueError(_unreadable(field))


def _unreadable(field: str) -> str:
    return f"minute, hour, day, month and weekday as cron has them, not {quote(field)}"
