"""The one clock of the interface, so that tests can stop it."""

import time
from datetime import UTC, datetime


def monotonic() -> float:
    """Seconds from an arbitrary start, never going back."""
    return time.monotonic()


def now() -> datetime:
    """The time of day, in UTC."""
    return datetime.now(UTC)


def age_text(seconds: float) -> str:
    """An age in the largest unit that fits: `7 s`, `2 min`, `3 h`, `4 d`."""
    for length, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= length:
            return f"{seconds // length:.0f} {unit}"
    return f"{max(seconds, 0) // 1:.0f} s"
