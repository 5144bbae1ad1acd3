"""When a trigger fires, in words: `every 2 hours`, `every weekday at 09:00 Europe/Berlin`, and back."""

import re
from collections.abc import Iterator
from typing import Any

from aixtui.kindspec.cron import cron_schedule, is_cron
from aixtui.kindspec.moments import parse_moment, words_of
from aixtui.kindspec.number_words import in_digits
from aixtui.kindspec.schedule_document import (
    WEEKDAYS,
    daily,
    document_of,
    monthly,
    recurring,
    weekly,
)
from aixtui.kindspec.text_codec import JSON, OBJECT, TextCodec, quote
from aixtui.kindspec.time_zones import split_zone
from aixtui.kindspec.times_of_day import is_time_of_day, parse_time_of_day

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {"weekday": list(WEEKDAYS[:5]), "weekend": list(WEEKDAYS[5:])}
_SHORT = {
    "hourly": "every hour",
    "daily": "every day",
    "weekly": "every week",
    **{f"{name}s": f"every {name}" for name in (*_GROUPS, *_DAY_NAMES)},
}
"""What a schedule may begin with in place of these words."""
_COUNTED = re.compile(r"every (?:(\d{1,9}) )?(minute|hour|day|week|month)s?(?: from (.+))?", re.ASCII)
_MONTHLY = re.compile(r"(?:every month on (?:days? |the )?|on days? )(\d.*?)(?: of the month)?", re.ASCII)
_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_ONCE = re.compile(r"(?:at |in |today|tomorrow|\d).*", re.ASCII)
_BREAK = re.compile(r"[,\s]+(?:and\s+)?")
_EXAMPLES = (
    "a schedule such as every weekday at nine, every 2 hours, on monday, friday at 9:30,"
    " every month on 1, 15 at 9 or at 2030-12-01 09:00"
)
_BY_DAYS_OF_MONTH = "on days of it, such as every month on 1, 15 at 9: the platform counts no months"


def parse_schedule(text: str, zone: str = "") -> dict[str, Any]:
    """Read words, five cron fields, or a schedule as JSON, which is taken as it is.

    Words that name no zone mean this one, by its IANA name; empty leaves it to the platform, which takes UTC.

    Raises:
        ValueError: it is no schedule, or none that the platform has; says why.
    """
    if text.lstrip().startswith("{"):
        document: dict[str, Any] = OBJECT.parse(text)
        return document
    words, name = split_zone(text)
    name = name or zone
    words = in_digits(" ".join(words.lower().removesuffix(" in").split()))
    schedule = cron_schedule(words, name) if is_cron(words) else _read(words, name)
    return schedule | ({"timezone": name} if name else {})


def _read(words: str, zone: str) -> dict[str, Any]:
    first, _, rest = words.partition(" ")
    words = f"{_SHORT.get(first, first)} {rest}".strip()
    if _ONCE.fullmatch(words):
        moment = words.removeprefix("at ")
        # A time of day alone is one only behind its `at`.
        return {
            "type": "once",
            "runAt": parse_moment((words if is_time_of_day(moment) else moment).upper(), zone),
        }
    days, _, clock = words.rpartition(" at ")
    if (counted := _COUNTED.fullmatch(words)) is not None:
        return _counted(int(counted[1] or 1), counted[2], counted[3], zone)
    if not days:
        raise ValueError(f"{_EXAMPLES}, not {quote(words)}")
    time = parse_time_of_day(clock)
    if time.second:
        raise ValueError(f"at a full minute, not {quote(clock)}")
    return _by_day(days, f"{time:%H:%M}")


def _counted(every: int, unit: str, start: str | None, zone: str) -> dict[str, Any]:
    if unit == "month":
        raise ValueError(_BY_DAYS_OF_MONTH)
    if every < 1:
        raise ValueError(f"every 1 {unit} or more")
    return recurring(every, unit, None if start is None else parse_moment(start.upper(), zone))


def _by_day(days: str, time: str) -> dict[str, Any]:
    if days in ("every day", "every 1 day"):
        return daily(time)
    if (counted := _COUNTED.fullmatch(days)) is not None:
        if counted[2] == "month":
            raise ValueError(_BY_DAYS_OF_MONTH)
        if counted[2] == "week" and counted[1] is None:
            raise ValueError("on days of the week, such as every monday at 9")
        raise ValueError(
            f"every day at a time of it, or {days} from a moment, such as {days} from 2030-12-01 09:00"
        )
    if (month := _MONTHLY.fullmatch(days)) is not None:
        return monthly(list(dict.fromkeys(map(_day_of_month, _BREAK.split(month[1])))), time)
    names = re.sub(r"^(?:every week on|every|on) ", "", days)
    if names == days:
        raise ValueError(f"{_EXAMPLES}, not {quote(days)}")
    if (group := _GROUPS.get(names.removesuffix("s"))) is not None:
        return weekly(group.copy(), time)
    return weekly(list(dict.fromkeys(map(_weekday, _BREAK.split(names)))), time)


def _weekday(word: str) -> str:
    name = next((name for name in _DAY_NAMES if word in (name, f"{name}s", name[:3])), None)
    if name is None:
        raise ValueError(f"on days of the week such as monday, not {quote(word)}")
    return name[:3]


def _day_of_month(word: str) -> int:
    found = _NUMBER.fullmatch(word)
    if found is None or not 1 <= int(found[1]) <= 31:
        raise ValueError(f"on days of the month from 1 to 31, not {quote(word)}")
    return int(found[1])


def show_schedule(schedule: Any) -> str:
    """A schedule in words that are read back as the same; as JSON where there are none, empty for None.

    It is a document, or an object whose `to_dict` is one.
    """
    if schedule is None:
        return ""
    document = document_of(schedule)
    zone = document.get("timezone")
    for words in _wordings(document, zone if isinstance(zone, str) else ""):
        line = f"{words} {zone}" if zone else words
        try:
            if parse_schedule(line) == document:
                return line
        except ValueError:
            continue
    return JSON.show(document)


def _wordings(document: dict[str, Any], zone: str) -> Iterator[str]:
    """Words that may say what a document does, the best first."""
    match document:
        case {"type": "once", "runAt": str(moment)}:
            yield from (f"at {words}" for words in words_of(moment, zone))
        case {"type": "daily", "time": str(time)}:
            yield f"every day at {time}"
        case {"type": "weekly", "time": str(time), "daysOfWeek": list(days)}:
            group = next((name for name, members in _GROUPS.items() if members == days), None)
            names = [name for day in days for name in _DAY_NAMES if name[:3] == day]
            yield f"every {group} at {time}" if group else f"on {', '.join(names)} at {time}"
        case {"type": "monthly", "time": str(time), "daysOfMonth": list(days)}:
            yield f"every month on {', '.join(map(str, days))} at {time}"
        case {"type": "recurring", "repeat": {"every": int(every), "unit": str(unit)}}:
            count = f"every {unit}" if every == 1 else f"every {every} {unit}s"
            start = document.get("startAt")
            starts = words_of(start, zone) if isinstance(start, str) else ()
            yield from (count, *(f"{count} from {words}" for words in starts))


SCHEDULE = TextCodec(show_schedule, parse_schedule)
"""What a trigger's `configuration` takes; `optional(SCHEDULE)` where it may have none."""
