"""The replies of a run on its way, one a row."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from aixtui.kindspec.results import RunEvent
from aixtui.running.outputs.record_columns import without_empty
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.stores.run_record import Poll


def polls_of_events(events: Iterable[tuple[RunEvent, int]]) -> RecordsPart:
    """What was seen here, from when it was sent on."""
    records = [
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
    return RecordsPart("Polls", without_empty(records))


def polls_of_journal(polls: Sequence[Poll], sent_at: datetime) -> RecordsPart:
    """What was written down of a run that was sent before."""
    records = [
        {
            "after": f"{(poll.at - sent_at).total_seconds():.1f} s",
            "time": f"{poll.at:%Y-%m-%d %H:%M:%S} UTC",
            "status": poll.status or None,
            "credits": poll.credits,
        }
        for poll in polls
    ]
    return RecordsPart("Polls", without_empty(records))
