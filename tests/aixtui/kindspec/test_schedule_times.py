from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.kindspec.schedule import parse_schedule
from aixtui.kindspec.schedule_times import next_times
from aixtui.sandbox import schedule as sandbox

NOW = datetime(2026, 7, 14, 10, 20, tzinfo=UTC)  # a Tuesday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("words", "now", "times"),
    [
        (
            "every day at 09:00",
            "2026-07-14T09:00Z",
            ["2026-07-15T09:00+00:00", "2026-07-16T09:00+00:00", "2026-07-17T09:00+00:00"],
        ),
        (
            # 02:30 is left out on the 29th.
            "every day at 02:30 Europe/Berlin",
            "2026-03-28T00:00Z",
            ["2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"],
        ),
        (
            # There are two 02:30 on the 25th.
            "every day at 02:30 Europe/Berlin",
            "2026-10-24T12:00Z",
            ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00", "2026-10-27T02:30+01:00"],
        ),
        (
            "every 12 hours from 2026-03-28 20:00 Europe/Berlin",
            "2026-03-28T00:00Z",
            ["2026-03-28T20:00+01:00", "2026-03-29T09:00+02:00", "2026-03-29T21:00+02:00"],
        ),
        (
            "on monday, friday at 9 America/New_York",
            "2026-10-30T12:00Z",
            ["2026-10-30T09:00-04:00", "2026-11-02T09:00-05:00", "2026-11-06T09:00-05:00"],
        ),
        (
            "every month on 31 at 9",
            "2026-01-31T10:00Z",
            ["2026-03-31T09:00+00:00", "2026-05-31T09:00+00:00", "2026-07-31T09:00+00:00"],
        ),
        (
            # Samoa went without the 30th.
            "every day at 9 Pacific/Apia",
            "2011-12-29T00:00Z",
            ["2011-12-29T09:00-10:00", "2011-12-31T09:00+14:00", "2012-01-01T09:00+14:00"],
        ),
        ("at 2026-12-01 09:00 Europe/Berlin", "2026-07-14T00:00Z", ["2026-12-01T09:00+01:00"]),
        ("at 2026-12-01 09:00", "2026-12-01T09:00Z", []),
    ],
)
def test_the_next_three_times_by_the_clocks_of_the_zone(words: str, now: str, times: list[str]) -> None:
    found = next_times(parse_schedule(words), at(now))
    assert [time.isoformat(timespec="minutes") for time in found] == times


def test_what_only_counts_begins_when_the_trigger_was_made() -> None:
    every = parse_schedule("every 3 hours")
    assert next_times(every, NOW, 1) == (NOW + timedelta(hours=3),)
    assert next_times(every, NOW, 1, created=NOW - timedelta(hours=4)) == (NOW + timedelta(hours=2),)
    begun = parse_schedule("every 3 hours from 2026-08-01 00:00")
    assert next_times(begun, NOW, 2) == (at("2026-08-01T00:00Z"), at("2026-08-01T03:00Z"))


def test_time_ends() -> None:
    assert next_times(parse_schedule("every 999999999 weeks"), NOW, created=NOW) == ()
    assert next_times(parse_schedule("every day at 9"), at("9999-12-30T12:00Z")) == (at("9999-12-31T09:00Z"),)


@pytest.mark.parametrize(
    "schedule",
    [
        {},
        {"type": "daily"},
        {"type": "daily", "time": "25:00"},
        {"type": "daily", "time": "noon"},
        {"type": "daily", "time": "09:00", "timezone": "Mars/Base"},
        {"type": "weekly", "time": "09:00", "daysOfWeek": []},
        {"type": "weekly", "time": "09:00", "daysOfWeek": ["someday"]},
        {"type": "monthly", "time": "09:00", "daysOfMonth": [0]},
        {"type": "recurring", "repeat": {"every": 0, "unit": "day"}},
        {"type": "once", "runAt": "soon"},
    ],
)
def test_what_is_no_schedule_is_refused(schedule: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"one of the platform's schedules|time zone"):
        next_times(schedule, NOW)


DAYS = st.lists(st.sampled_from(["mon", "tue", "sun"]), min_size=1)
BODIES = (
    st.fixed_dictionaries({"type": st.just("daily"), "time": st.just("02:30")})
    | st.fixed_dictionaries({"type": st.just("weekly"), "time": st.just("00:10"), "daysOfWeek": DAYS})
    | st.fixed_dictionaries(
        {"type": st.just("monthly"), "time": st.just("23:59"), "daysOfMonth": st.just([1, 29])}
    )
    | st.fixed_dictionaries(
        {"type": st.just("recurring"), "repeat": st.just({"every": 7, "unit": "hour"})},
        optional={"startAt": st.sampled_from(["2026-01-01T00:00:00Z", "2027-06-01T00:00:00"])},
    )
)


@settings(max_examples=300, deadline=None)
@given(
    BODIES,
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_the_platform_would_fire_at_the_same_times(body: dict[str, Any], zone: str, now: datetime) -> None:
    schedule, moment = body | {"timezone": zone}, now
    for time in next_times(schedule, now, created=now):
        expected = sandbox.next_run(schedule, moment, now)
        # What clocks show twice is equal to nothing in another zone.
        moment = time.astimezone(UTC)
        assert moment == expected
        assert str(time.tzinfo) == zone
