"""Time zones by the names of IANA, as they are typed behind a time, and what a clock there shows. Pure."""

import re
from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from aixtui.kindspec.text_codec import quote

_LOOKS_LIKE_A_ZONE = re.compile(r"[A-Za-z_]+/[A-Za-z_/+0-9-]+")


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def split_zone(text: str) -> tuple[str, str]:
    """A text without the zone that it ends with, and the zone's name; empty where it ends with none.

    Raises:
        ValueError: it ends with what can only be the name of a zone, and there is none of that name.
    """
    before, _, word = text.strip().rpartition(" ")
    name = _names().get(word.casefold(), "")
    if not name and _LOOKS_LIKE_A_ZONE.fullmatch(word):
        raise ValueError(f"in a time zone such as Europe/Berlin, not {quote(word)}")
    return (before.strip(), name) if name else (text.strip(), "")


def zone_of(name: str) -> tzinfo:
    """The zone of this name; UTC where it is empty.

    Raises:
        ValueError: there is none of this name.
    """
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise ValueError(f"in a time zone such as Europe/Berlin, not {quote(name)}") from None


def moment_in(zone: tzinfo, shown: datetime) -> datetime:
    """The moment, in UTC, when the clocks of a zone show this; the first of two.

    Raises:
        ValueError: they never do, because they are put forward over it, or it is out of all years.
    """
    try:
        moment = shown.replace(tzinfo=zone).astimezone(UTC)
        exists = moment.astimezone(zone).replace(tzinfo=None) == shown
    except OverflowError:
        raise ValueError("in the years from 1 to 9999") from None
    if not exists:
        raise ValueError(f"a time that there is: the clocks of {zone} leave out {shown:%Y-%m-%d %H:%M}")
    return moment
