from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.kindspec.schedule import SCHEDULE, parse_schedule
from aixtui.kindspec.schedule_times import next_times
from aixtui.kindspec.text_codec import optional
from aixtui.sandbox.api.schemas.checking import check
from aixtui.system import clock

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
EVERY_15_MINUTES = {"every": 15, "unit": "minute"}
ALIGNED = "2000-01-01T00:00:00Z"


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 14, 10, 20, 30, 5, tzinfo=UTC))


def daily(time: str, **more: Any) -> dict[str, Any]:
    return {"type": "daily", "time": time, **more}


def weekly(time: str, *days: str, **more: Any) -> dict[str, Any]:
    return {"type": "weekly", "time": time, "daysOfWeek": list(days), **more}


def monthly(time: str, *days: int, **more: Any) -> dict[str, Any]:
    return {"type": "monthly", "time": time, "daysOfMonth": list(days), **more}


def recurring(every: int, unit: str, **more: Any) -> dict[str, Any]:
    return {"type": "recurring", "repeat": {"every": every, "unit": unit}, **more}


def once(moment: str, **more: Any) -> dict[str, Any]:
    return {"type": "once", "runAt": moment, **more}


@pytest.mark.parametrize(
    ("words", "schedule"),
    [
        ("every 2 hours", recurring(2, "hour")),
        ("every minute", recurring(1, "minute")),
        ("every day", recurring(1, "day")),
        ("every 3 weeks from 2026-08-01 00:00", recurring(3, "week", startAt="2026-08-01T00:00:00Z")),
        ("every day at 09:00", daily("09:00")),
        ("every day at 07:40 Europe/Lisbon", daily("07:40", timezone="Europe/Lisbon")),
        ("every day at 07:40 UTC", daily("07:40", timezone="UTC")),
        ("every weekday at 09:00", weekly("09:00", *DAYS[:5])),
        ("every weekend at 22:00", weekly("22:00", "sat", "sun")),
        ("on monday, friday at 09:30", weekly("09:30", "mon", "fri")),
        ("on friday, monday at 09:30", weekly("09:30", "fri", "mon")),
        ("every month on 5, 20 at 08:30", monthly("08:30", 5, 20)),
        ("at 2026-12-01 09:00", once("2026-12-01T09:00:00Z")),
        ("at 2026-12-01 09:00:30", once("2026-12-01T09:00:30Z")),
        (
            "at 2026-12-01 09:00 Europe/Berlin",
            once("2026-12-01T08:00:00Z", timezone="Europe/Berlin"),
        ),
        ("at 2027-03-09T06:45:00.000Z", once("2027-03-09T06:45:00.000Z")),
        # The second 02:30 of that night.
        (
            "at 2026-10-25T01:30:00Z Europe/Berlin",
            once("2026-10-25T01:30:00Z", timezone="Europe/Berlin"),
        ),
    ],
)
def test_a_schedule_has_words_that_are_read_back(words: str, schedule: dict[str, Any]) -> None:
    check("Schedule", schedule)
    assert SCHEDULE.show(schedule) == words
    assert SCHEDULE.parse(words) == schedule


@pytest.mark.parametrize(
    ("typed", "schedule"),
    [
        (" Every  WEEKDAY at 9 ", weekly("09:00", *DAYS[:5])),
        ("every weekdays at 9 am", weekly("09:00", *DAYS[:5])),
        ("every monday and thu at 9:30pm", weekly("21:30", "mon", "thu")),
        ("every week on tuesdays at noon", weekly("12:00", "tue")),
        ("every month on the 1st, 15th at midnight", monthly("00:00", 1, 15)),
        ("on day 3 of the month at 12 am", monthly("00:00", 3)),
        ("every day at 9 in europe/berlin", daily("09:00", timezone="Europe/Berlin")),
        ("in 2 hours", once("2026-07-14T12:20:30Z")),
        ("tomorrow at 9", once("2026-07-15T09:00:00Z")),
        ("2026-12-01 9:00", once("2026-12-01T09:00:00Z")),
        ("at nine", once("2026-07-15T09:00:00Z")),
        ("at eleven pm", once("2026-07-14T23:00:00Z")),
        ("at noon Asia/Tokyo", once("2026-07-15T03:00:00Z", timezone="Asia/Tokyo")),
        ("At midnight", once("2026-07-15T00:00:00Z")),
        ("every weekday at nine", weekly("09:00", *DAYS[:5])),
        ("every weekday at nine Europe/Berlin", weekly("09:00", *DAYS[:5], timezone="Europe/Berlin")),
        ("on monday at Twelve pm", weekly("12:00", "mon")),
        ("every two hours", recurring(2, "hour")),
        ("every twelve days from tomorrow at one pm", recurring(12, "day", startAt="2026-07-15T13:00:00Z")),
        ("every month on one, two and three at four", monthly("04:00", 1, 2, 3)),
        ("in ten minutes", once("2026-07-14T10:30:30Z")),
        ("daily", recurring(1, "day")),
        ("hourly", recurring(1, "hour")),
        ("daily at 9", daily("09:00")),
        ("weekdays at 9", weekly("09:00", *DAYS[:5])),
        ("Mondays at nine Europe/Berlin", weekly("09:00", "mon", timezone="Europe/Berlin")),
        ("every 1 hour from tomorrow", recurring(1, "hour", startAt="2026-07-15T00:00:00Z")),
    ],
)
def test_words_can_be_typed_in_other_ways(typed: str, schedule: dict[str, Any]) -> None:
    assert SCHEDULE.parse(typed) == schedule


@pytest.mark.parametrize(
    ("fields", "schedule"),
    [
        ("0 9 * * *", daily("09:00")),
        ("5 4 * * mon-fri Europe/Berlin", weekly("04:05", *DAYS[:5], timezone="Europe/Berlin")),
        ("0 9 ? * 5-7", weekly("09:00", "fri", "sat", "sun")),
        ("0 9 * * 0,SAT", weekly("09:00", "sat", "sun")),
        ("30 4 1,15 * *", monthly("04:30", 1, 15)),
        ("0 0 */10 1-12 *", monthly("00:00", 1, 11, 21, 31)),
        ("*/15 * * * *", recurring(15, "minute", startAt=ALIGNED)),
        ("0/15 * * * *", recurring(15, "minute", startAt=ALIGNED)),
        ("* * * * *", recurring(1, "minute", startAt=ALIGNED)),
        ("20 * * * *", recurring(1, "hour", startAt="2000-01-01T00:20:00Z")),
        ("0 9,21 * * * UTC", recurring(12, "hour", startAt="2000-01-01T09:00:00Z", timezone="UTC")),
        ("0,30 * * * *", recurring(30, "minute", startAt=ALIGNED)),
    ],
)
def test_cron_fields_become_what_says_the_same(fields: str, schedule: dict[str, Any]) -> None:
    check("Schedule", schedule)
    assert SCHEDULE.parse(fields) == schedule
    assert SCHEDULE.parse(SCHEDULE.show(schedule)) == schedule


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "a schedule such as every weekday at nine, every 2 hours"),
        ("now and then", "not 'now and then'"),
        ("every monday", "a schedule such as"),
        ("9", "a time such as 2030-01-31 09:00"),
        ("at thirteen", "a time such as 2030-01-31 09:00"),
        ("every weekday at thirteen", "a time of day such as 09:30, not 'thirteen'"),
        ("every day at 25:00", "a time of day such as 09:30, not '25:00'"),
        ("every day at 13 pm", "a time of day"),
        ("every day at 9:30:15", "at a full minute, not '9:30:15'"),
        ("every day at 9 Europe/Berln", "in a time zone such as Europe/Berlin, not 'Europe/Berln'"),
        ("every 2 days at 9", "every 2 days from 2030-12-01 09:00"),
        ("every week at 9", "on days of the week"),
        ("every month at 9", "the platform counts no months"),
        ("every 2 months", "the platform counts no months"),
        ("every 0 hours", "every 1 hour or more"),
        ("on someday at 9", "on days of the week such as monday, not 'someday'"),
        ("every month on 1, 32 at 9", "on days of the month from 1 to 31, not '32'"),
        ("at 2026-02-30 09:00", "a time such as 2030-01-31 09:00"),
        ("at 2026-03-29 02:30 Europe/Berlin", "the clocks of Europe/Berlin leave out 2026-03-29 02:30"),
        ("0 9,17 * * *", "at times that lie equally far apart"),
        ("*/7 * * * *", "at times that lie equally far apart, all day: say every 7 minutes for that"),
        ("0 */5 * * *", "say every 5 hours for that"),
        ("*/10 9-17 * * *", "at times that lie equally far apart, all day"),
        ("0 9,17 * * 1", "at one time of the day"),
        ("0 0 1 1 *", "for every month"),
        ("0 9 1 * 1", "do not mix them"),
        ("0 */2 * * * Europe/Berlin", "does not follow the clocks of Europe/Berlin"),
        ("0 9 * * 8", "minute, hour, day, month and weekday as cron has them, not '8'"),
        ("*/0 * * * *", "as cron has them"),
        ("0 9 * * some", "as cron has them"),
        ("{1}", "a JSON object"),
    ],
)
def test_what_the_platform_has_no_schedule_for_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is compared below
        SCHEDULE.parse(typed)
    assert why in str(refused.value)
    assert ("for that" in why) is ("for that" in str(refused.value))


class Configuration:
    """A schedule as a client has it."""

    def to_dict(self) -> dict[str, Any]:
        return daily("07:40")


def test_an_object_is_shown_as_the_document_it_is() -> None:
    assert SCHEDULE.show(Configuration()) == "every day at 07:40"
    assert (optional(SCHEDULE).show(None), optional(SCHEDULE).parse(" ")) == ("", None)


def test_words_without_a_zone_mean_that_of_the_document() -> None:
    assert parse_schedule("every day at 9", "Asia/Tokyo") == daily("09:00", timezone="Asia/Tokyo")
    assert parse_schedule("every day at 9 UTC", "Asia/Tokyo") == daily("09:00", timezone="UTC")
    assert parse_schedule("at 2026-12-01 09:00", "Asia/Tokyo") == once(
        "2026-12-01T00:00:00Z", timezone="Asia/Tokyo"
    )


@pytest.mark.parametrize(
    "schedule",
    [
        {},
        {"type": "lunar", "phase": 3},
        daily("7:5"),
        daily("09:00", retries=2),
        daily("09:00", timezone=None),
        daily("09:00", timezone="Mars/Base"),
        weekly("09:00"),
        weekly("09:00", "mon", "mon"),
        recurring(2, "hour", startAt=None),
        recurring(2, "hour", startAt=5),
        recurring(2, "hour", startAt=""),
        once("2026-12-01T09:00:00"),
        once("soon"),
        {"type": "weekly", "time": "09:00", "daysOfWeek": [["mon"]]},
    ],
)
def test_what_has_no_words_is_shown_as_json_and_read_back(schedule: dict[str, Any]) -> None:
    assert SCHEDULE.show(schedule).startswith("{")
    assert SCHEDULE.parse(SCHEDULE.show(schedule)) == schedule


ZONE = st.fixed_dictionaries({}, optional={"timezone": st.sampled_from(sorted(available_timezones()))})
TIME = st.times().map(lambda time: f"{time:%H:%M}") | st.from_regex(
    r"([01]?[0-9]|2[0-3]):[0-5]?[0-9]", fullmatch=True
)
MOMENT = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}".zfill(20)) | st.text(max_size=5)
SCHEDULES = st.builds(
    lambda body, zone: body | zone,
    st.builds(once, MOMENT)
    | st.builds(daily, TIME)
    | st.builds(lambda time, days: weekly(time, *days), TIME, st.lists(st.sampled_from(DAYS), min_size=1))
    | st.builds(lambda time, days: monthly(time, *days), TIME, st.lists(st.integers(1, 31), min_size=1))
    | st.builds(
        lambda every, unit, start: recurring(every, unit, **start),
        st.integers(1, 10**12),
        st.sampled_from(["minute", "hour", "day", "week"]),
        st.fixed_dictionaries({}, optional={"startAt": MOMENT | st.none()}),
    ),
    ZONE,
)


@settings(max_examples=400, deadline=None)
@given(SCHEDULES)
def test_every_schedule_of_the_platform_is_read_back_as_it_was(schedule: dict[str, Any]) -> None:
    check("Schedule", schedule)
    assert SCHEDULE.parse(SCHEDULE.show(schedule)) == schedule


WORD = st.sampled_from(
    [
        "every",
        "on",
        "at",
        "2",
        "nine",
        "noon",
        "9:00",
        "day",
        "monday",
        "month",
        "from",
        ",",
        "*",
        "1-5",
        "in",
        "UTC",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.text() | st.lists(WORD).map(" ".join))
def test_what_is_typed_is_a_schedule_that_the_platform_takes_or_refused(text: str) -> None:
    try:
        schedule = SCHEDULE.parse(text)
    except ValueError:
        return
    check("Schedule", schedule)
    assert SCHEDULE.parse(SCHEDULE.show(schedule)) == schedule
    assert isinstance(next_times(schedule, clock.now()), tuple)
