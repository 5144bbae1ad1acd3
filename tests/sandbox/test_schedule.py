from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.schedule import next_run

NOW = datetime(2026, 7, 14, 10, 20, 30, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("configuration", "due"),
    [
        ({"type": "daily", "time": "07:40"}, "2026-07-15T07:40"),
        ({"type": "daily", "time": "10:21"}, "2026-07-14T10:21"),
        ({"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"}, "2026-07-15T06:40"),
        ({"type": "weekly", "time": "16:15", "daysOfWeek": ["mon", "fri"]}, "2026-07-17T16:15"),
        ({"type": "weekly", "time": "10:00", "daysOfWeek": ["tue"]}, "2026-07-21T10:00"),
        ({"type": "monthly", "time": "08:30", "daysOfMonth": [5, 20]}, "2026-07-20T08:30"),
        ({"type": "monthly", "time": "08:30", "daysOfMonth": [31]}, "2026-07-31T08:30"),
        ({"type": "recurring", "repeat": {"every": 3, "unit": "hour"}}, "2026-07-14T11:20:30"),
        (
            {"type": "recurring", "startAt": "2026-08-01T00:00:00Z", "repeat": {"every": 2, "unit": "week"}},
            "2026-08-01",
        ),
        ({"type": "once", "runAt": "2027-03-09T06:45:00Z"}, "2027-03-09T06:45"),
    ],
)
def test_the_next_run_of_every_schedule(configuration: dict[str, Any], due: str) -> None:
    created = NOW - timedelta(hours=2)
    assert next_run(configuration, NOW, created) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_once_is_over_afterwards() -> None:
    assert next_run({"type": "once", "runAt": "2020-01-01T00:00:00Z"}, NOW, NOW) is None


@pytest.mark.parametrize(
    "configuration",
    [
        {},
        {"type": "hourly"},
        {"type": "daily"},
        {"type": "daily", "time": "25:00"},
        {"type": "daily", "time": "07:40", "timezone": "Mars/Base"},
        {"type": "daily", "time": "07:40", "timezone": "../../etc/passwd"},
        {"type": "weekly", "time": "07:40", "daysOfWeek": ["someday"]},
        {"type": "weekly", "time": "07:40"},
        {"type": "monthly", "time": "07:40", "daysOfMonth": [0]},
        {"type": "recurring", "repeat": {"every": 0, "unit": "day"}},
        {"type": "recurring", "repeat": {"every": 10**18, "unit": "week"}},
        {"type": "recurring"},
        {"type": "recurring", "repeat": {"every": 3, "unit": "day"}, "startAt": False},
        {"type": "once", "runAt": "tomorrow"},
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(configuration: dict[str, Any]) -> None:
    with pytest.raises(PlatformError) as refused:
        next_run(configuration, NOW, NOW)
    assert refused.value.status == 400
