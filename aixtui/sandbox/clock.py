"""The platform's time format: ISO 8601 in UTC with milliseconds and `Z`."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A moment as the wire writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now() -> str:
    """This moment as the wire writes it."""
    return stamp(datetime.now(UTC))
