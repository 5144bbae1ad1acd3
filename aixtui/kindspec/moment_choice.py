"""A moment while it is chosen: a day of a calendar, and the time and the zone that are typed beside it."""

from calendar import monthrange
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import NamedTuple

from aixtui.kindspec.moments import MOMENT, tell_moment
from aixtui.kindspec.time_zones import split_zone, zone_of
from aixtui.kindspec.times_of_day import is_time_of_day, parse_time_of_day
from aixtui.system import clock

DAYS_OF_WEEK = 7
WEEKS_SHOWN = 6
"""Weeks that every month has room in, wherever it begins."""
_UTC, _AT = "UTC", "at"


class CalendarDay(NamedTuple):
    """A day of the month that is shown."""

    number: int
    is_chosen: bool
    is_today: bool


class MomentChoice:
    """Begins with the moment of a text, in the zone that this names, else with the next hour."""

    def __init__(self, text: str) -> None:
        shown, self.zone = _beginning(text)
        self.day, self.time = shown.date(), _clock_text(shown.time())

    @property
    def title(self) -> str:
        """The month that is shown."""
        return f"{self.day:%B} {self.day.year}"

    @property
    def weeks(self) -> list[list[CalendarDay | None]]:
        """The days of the month from Monday to Sunday, in as many weeks as any month may take."""
        first, last = self.day.replace(day=1).weekday(), monthrange(self.day.year, self.day.month)[1]
        today = self._today
        days: list[CalendarDay | None] = [None] * first
        for number in range(1, last + 1):
            day = self.day.replace(day=number)
            days.append(CalendarDay(number, day == self.day, day == today))
        days += [None] * (DAYS_OF_WEEK * WEEKS_SHOWN - len(days))
        return [days[at : at + DAYS_OF_WEEK] for at in range(0, len(days), DAYS_OF_WEEK)]

    @property
    def _today(self) -> date:
        """By the clocks of the zone, if there is such a zone."""
        return clock.now().astimezone(zone_of(self._zone_name or "")).date()

    @property
    def _zone_name(self) -> str | None:
        """The name that the typed zone has; None where there is no such zone."""
        typed = self.zone.strip() or _UTC
        try:
            before, name = split_zone(f"{_AT} {typed}")
        except ValueError:
            return None
        return name if before == _AT else None

    def move(self, days: int) -> None:
        """Go so many days on, as far as there are years."""
        with suppress(OverflowError):
            self.day += timedelta(days=days)

    def move_months(self, months: int) -> None:
        """Go so many months on; what is no day of that month is its last one."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + months, 12)
        if MINYEAR <= year <= MAXYEAR:
            last = monthrange(year, month + 1)[1]
            self.day = date(year, month + 1, min(self.day.day, last))

    def go_to(self, number: int) -> None:
        """Go to a day of the month that is shown."""
        self.day = self.day.replace(day=number)

    def go_to_today(self) -> None:
        """Go to this day."""
        self.day = self._today

    @property
    def text(self) -> str:
        """The moment as it is typed: `2030-01-31 09:00 Europe/Berlin`. There must be no problem with it."""
        time = parse_time_of_day(self.time) if is_time_of_day(self.time) else None
        clock_text = (
            self.time.strip() if time is None else f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
        )
        return f"{self.day.isoformat()} {clock_text} {self._zone_name or self.zone.strip()}"

    @property
    def problem(self) -> str:
        """What is wrong with what is typed, as a sentence; empty where it is a moment."""
        if not is_time_of_day(self.time):
            return "Time must be a time of day such as 09:30."
        if self._zone_name is None:
            return "Zone must be one such as Europe/Berlin."
        try:
            MOMENT.parse(self.text)
        except ValueError as error:
            return f"It must be {error}."
        return ""

    @property
    def told(self) -> str:
        """What it comes to, by the clocks of UTC."""
        return "" if self.problem else tell_moment(self.text)


def _clock_text(shown: time) -> str:
    return f"{shown:%H:%M:%S}" if shown.second else f"{shown:%H:%M}"


def _beginning(text: str) -> tuple[datetime, str]:
    """What the clocks show, and the name of their zone."""
    try:
        name = split_zone(text)[1] or _UTC
        moment = MOMENT.parse(text)
        if moment is not None:
            return datetime.fromisoformat(moment).astimezone(zone_of(name)), name
    except (ValueError, OverflowError):
        pass
    return (clock.now().astimezone(zone_of("")) + timedelta(hours=1)).replace(minute=0, second=0), _UTC
