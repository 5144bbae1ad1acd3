"""Moments as they are typed: a date, a time with its zone, or how far off."""

import re
from datetime import UTC, datetime, timedelta

from aixtui.kindspec.text_codec import TextCodec
from aixtui.system import clock

_UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_AHEAD = re.compile(r"in\s+(\d{1,5})\s+(minute|hour|day|week)s?", re.IGNORECASE)


def _read(text: str) -> str:
    """The moment in ISO 8601; a date is its beginning, and what names no zone is in UTC."""
    words = text.strip()
    if ahead := _AHEAD.fullmatch(words):
        moment = clock.now() + timedelta(seconds=int(ahead[1]) * _UNITS[ahead[2].lower()])
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise ValueError(f"a date such as 2030-01-31, or in 30 days, not {words[:40]!r}") from None
    if "T" in words or " " in words:
        return words if moment.tzinfo else f"{words}Z"
    return f"{moment.replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"


MOMENT = TextCodec(lambda value: "" if value is None else str(value), _read)
"""Text in ISO 8601."""
