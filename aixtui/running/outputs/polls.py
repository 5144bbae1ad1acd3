"""The replies of a run on its way, one a row."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from aixtui.kindspec.results import RunEvent
from aixtui.running.outputs.record_columns import without_empty
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.stores.run_record import Poll

Record: TypeAlias = dict[str, Any]
STOPPED = "stopped"
"""Watching it was."""


def polls_of_events(
    events: Iterable[tuple[RunEvent, int]], stopped_after: float | None = None
) -> RecordsPart:
    """What was seen here, from when it was sent on."""
    records: list[Record] = [
        {
            "after": f"{event.elapsed:.1f} s",
            "what": f"poll {number}" if event.phase == "polled" else event.phase,
            "status": event.status or None,
            "credits": event.credits,
            "progress": None if event.reading.progress is None else f"{event.reading.progress:.0%}",
            "note": event.reading.note or None,
        }
        for event, number in events
    ]
    return RecordsPart("Polls", without_empty([*records, *_stop(records, "what", stopped_after)]))


def polls_of_journal(
    polls: Sequence[Poll], sent_at: datetime, stopped_after: float | None = None
) -> RecordsPart:
    """What was written down of a run that was sent before."""
    records: list[Record] = [
        {
            "after": f"{(poll.at - sent_at).total_seconds():.1f} s",
            "time": f"{poll.at:%Y-%m-%d %H:%M:%S} UTC",
            "status": poll.status or None,
            "credits": poll.credits,
            "progress": None if poll.share is None else f"{poll.share:.0%}",
            "note": poll.stage or None,
        }
        for poll in polls
    ]
    return RecordsPart("Polls", without_empty([*records, *_stop(records, "status", stopped_after)]))


def _stop(records: Sequence[Record], column: str, after: float | None) -> list[Record]:
    """The row that says when watching was stopped, with the columns of the others."""
    if after is None or not records:
        return []
    return [{**dict.fromkeys(records[0]), "after": f"{after:.1f} s", column: STOPPED}]
