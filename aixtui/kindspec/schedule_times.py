"""When a schedule fires next, by the clocks of its zone."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

from aixtui.kindspec.schedule_document import UNIT_SECONDS, WEEKDAYS, document_of
from aixtui.kindspec.time_zones import zone_of


def next_times(
    schedule: Any, now: datetime, count: int = 3, *, created: datetime | None = None
) -> tuple[datetime, ...]:
    """The first times after `now`, in the zone of the schedule; fewer where it ends.

    What only counts begins when the trigger was `created`, which None says is now. A time of day that the
    clocks leave out comes as much later as they are put forward; one that they show twice comes once.

    Raises:
        ValueError: the platform has no such schedule, or nobody such a zone.
    """
    document = document_of(schedule)
    zone = zone_of(document.get("timezone") or "")
    try:
        times = _times(document, now.astimezone(UTC), created or now, zone)
    except ValueError:
        raise ValueError("one of the platform's schedules") from None
    return tuple(moment.astimezone(zone) for moment in islice(times, count))


def _times(document: dict[str, Any], now: datetime, created: datetime, zone: tzinfo) -> Iterator[datetime]:
    match document:
        case {"type": "once", "runAt": str(text)}:
            return iter([moment for moment in [_moment(text, zone)] if moment > now])
        case {"type": "recurring", "repeat": {"every": int(every), "unit": str(unit)}} if (
            every > 0 and unit in UNIT_SECONDS
        ):
            start = document.get("startAt")
            begin = created.astimezone(UTC) if start is None else _moment(start, zone)
            return _counted(begin, every * UNIT_SECONDS[unit], now)
        case {"type": "daily", "time": str(shown)}:
            return _by_day(lambda _: True, _clock(shown), now, zone)
        case {"type": "weekly", "time": str(shown), "daysOfWeek": [_, *_] as days} if all(
            day in WEEKDAYS for day in days
        ):
            return _by_day(lambda day: WEEKDAYS[day.weekday()] in days, _clock(shown), now, zone)
        case {"type": "monthly", "time": str(shown), "daysOfMonth": [_, *_] as days} if all(
            day in range(1, 32) for day in days
        ):
            return _by_day(lambda day: day.day in days, _clock(shown), now, zone)
    raise ValueError


def _moment(text: str, zone: tzinfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _counted(begin: datetime, seconds: int, now: datetime) -> Iterator[datetime]:
    with suppress(OverflowError):  # the last of all years
        step = timedelta(seconds=seconds)
        moment = begin if begin > now else begin + step * ((now - begin) // step + 1)
        while True:
            yield moment
            moment += step


def _clock(text: str) -> time:
    hour, minute = map(int, text.split(":"))
    return time(hour, minute)


def _by_day(fits: Callable[[date], bool], clock: time, now: datetime, zone: tzinfo) -> Iterator[datetime]:
    day, last = now.astimezone(zone).date(), now
    with suppress(OverflowError):
        while True:
            moment = datetime.combine(day, clock, zone).astimezone(UTC)
            # Where a zone left out a whole day, two of them fall together.
            if fits(day) and moment > last:
                yield moment
                last = moment
            day += timedelta(days=1)
