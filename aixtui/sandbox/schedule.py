"""When a time trigger fires next."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.document import Doc

_UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOK_AHEAD_DAYS = 366
_LAST_DAY = 31


def next_run(configuration: Doc, after: datetime, created: datetime) -> datetime | None:
    """The first moment after `after`; None when a `once` trigger is over.

    Raises:
        PlatformError: 400, the configuration does not describe a schedule.
    """
    zone = _zone(configuration.get("timezone"))
    match configuration.get("type"):
        case "once":
            moment = _moment(configuration.get("runAt"), "runAt", zone)
            return moment if moment > after else None
        case "recurring":
            return _recurring(configuration, after, created, zone)
        case "daily":
            wanted = list(range(len(_WEEKDAYS)))
            return _by_day(configuration, after, zone, lambda day: day.weekday() in wanted)
        case "weekly":
            days = _members(configuration, "daysOfWeek", _WEEKDAYS)
            return _by_day(configuration, after, zone, lambda day: _WEEKDAYS[day.weekday()] in days)
        case "monthly":
            numbers = _members(configuration, "daysOfMonth", tuple(range(1, _LAST_DAY + 1)))
            return _by_day(configuration, after, zone, lambda day: day.day in numbers)
    raise bad_request("configuration.type must be once, daily, weekly, monthly or recurring")


def _zone(name: object) -> tzinfo:
    if name is None:
        return UTC
    try:
        return ZoneInfo(str(name))
    except (OSError, ValueError, KeyError):
        raise bad_request("configuration.timezone must be the name of a time zone") from None


def _moment(text: object, field: str, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        raise bad_request(f"configuration.{field} must be an ISO 8601 date") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _recurring(configuration: Doc, after: datetime, created: datetime, zone: tzinfo) -> datetime:
    repeat = configuration.get("repeat")
    every, unit = (repeat.get("every"), repeat.get("unit")) if isinstance(repeat, dict) else (None, None)
    if not isinstance(every, int) or isinstance(every, bool) or every < 1 or unit not in _UNITS:
        raise bad_request(f"configuration.repeat must be a number of {', '.join(_UNITS)}")
    start = configuration.get("startAt")
    begin = created if start is None else _moment(start, "startAt", zone)
    if begin > after:
        return begin
    try:
        step = timedelta(seconds=every * _UNITS[str(unit)])
        return begin + step * ((after - begin) // step + 1)
    except OverflowError:
        raise bad_request("configuration.repeat is too long") from None


def _members(configuration: Doc, field: str, allowed: tuple[Any, ...]) -> list[Any]:
    values = configuration.get(field)
    if not isinstance(values, list) or not values or any(value not in allowed for value in values):
        raise bad_request(f"configuration.{field} must be a list out of {', '.join(map(str, allowed))}")
    return values


def _by_day(configuration: Doc, after: datetime, zone: tzinfo, fits: Any) -> datetime | None:
    try:
        clock = datetime.strptime(str(configuration.get("time")), "%H:%M").time()  # noqa: DTZ007 - a time of day
    except ValueError:
        raise bad_request("configuration.time must be HH:MM") from None
    for day in _days(after.astimezone(zone)):
        moment = datetime.combine(day.date(), clock, zone).astimezone(UTC)
        if moment > after and fits(day):
            return moment
    return None


def _days(start: datetime) -> Iterator[datetime]:
    for number in range(_LOOK_AHEAD_DAYS):
        yield start + timedelta(days=number)
