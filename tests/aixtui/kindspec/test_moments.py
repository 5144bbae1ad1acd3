from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.kindspec.moments import MOMENT, parse_moment
from aixtui.system import clock

NOW = datetime(2026, 7, 14, 23, 20, 30, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        (" Never ", None),
        ("2030-01-31", "2030-01-31T00:00:00Z"),
        ("2030-01-31 9:05", "2030-01-31T09:05:00Z"),
        ("2030-01-31 at 9 pm", "2030-01-31T21:00:00Z"),
        ("2030-01-31T09:00", "2030-01-31T09:00:00Z"),
        ("2030-01-31 09:00+02:00", "2030-01-31T07:00:00Z"),
        ("2030-07-31 09:00 Europe/Berlin", "2030-07-31T07:00:00Z"),
        ("2030-01-31 09:00 europe/berlin", "2030-01-31T08:00:00Z"),
        ("in 30 days", "2026-08-13T23:20:30Z"),
        ("In 2  hours", "2026-07-15T01:20:30Z"),
        ("in two hours", "2026-07-15T01:20:30Z"),
        ("tomorrow at nine", "2026-07-15T09:00:00Z"),
        ("at nine", "2026-07-15T09:00:00Z"),
        ("at 23:30", "2026-07-14T23:30:00Z"),
        ("at noon Europe/Berlin", "2026-07-15T10:00:00Z"),
        ("at 2030-01-31 9:05", "2030-01-31T09:05:00Z"),
        ("in 1 week", "2026-07-21T23:20:30Z"),
        ("in 90 min", "2026-07-15T00:50:30Z"),
        ("in 1 year", "2027-07-14T23:20:30Z"),
        ("in 7 months", "2027-02-14T23:20:30Z"),
        ("today 23:59", "2026-07-14T23:59:00Z"),
        ("tomorrow", "2026-07-15T00:00:00Z"),
        ("tomorrow 9:00", "2026-07-15T09:00:00Z"),
        # It is tomorrow there already.
        ("today 9:00 Asia/Tokyo", "2026-07-15T00:00:00Z"),
        # A day there has 25 hours; 24 of them are one day here.
        ("in 103 days Europe/Berlin", "2026-10-25T23:20:30Z"),
    ],
)
def test_a_moment_is_typed_in_words(typed: str, value: str | None) -> None:
    assert MOMENT.parse(typed) == value


@pytest.mark.parametrize(
    "text",
    [
        "2027-01-01T00:00:00.000000Z",
        "2030-01-01T00:00:00+02:00",
        "2030-01-01T00:00:00Z",
        "2024-02-29T23:59:59-11:30",
    ],
)
def test_what_the_wire_has_stays_as_it_is(text: str) -> None:
    assert MOMENT.parse(MOMENT.show(text)) == text


def test_a_month_that_is_too_short_ends_with_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 10, 31, tzinfo=UTC))
    assert MOMENT.parse("in 4 months") == "2028-02-29T00:00:00Z"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("soon", "a time such as 2030-01-31 09:00, in 30 days or tomorrow 9:00, not 'soon'"),
        ("2030-02-30T00:00:00Z", "not '2030-02-30T00:00:00Z'"),
        ("tomorrow 25:00", "a time of day such as 09:30, not '25:00'"),
        ("2030-01-01 09:00 Mars/Base", "in a time zone such as Europe/Berlin, not 'Mars/Base'"),
        ("2026-03-29 02:30 Europe/Berlin", "the clocks of Europe/Berlin leave out 2026-03-29 02:30"),
        ("in 999999999 days", "in the years from 1 to 9999"),
        ("in 999999999 years", "in the years from 1 to 9999"),
        ("0001-01-01 Asia/Tokyo", "in the years from 1 to 9999"),
    ],
)
def test_what_is_no_moment_is_refused(typed: str, why: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is compared below
        MOMENT.parse(typed)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("whatever came", "whatever came"),
        (datetime(2030, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2030-01-01T00:00:00Z"),
        (datetime(2030, 1, 1), "2030-01-01T00:00:00Z"),  # noqa: DTZ001 - without a zone
    ],
)
def test_a_moment_is_shown_as_it_goes_over_the_wire(value: Any, text: str) -> None:
    assert MOMENT.show(value) == text


def test_words_without_a_zone_mean_the_one_that_is_given() -> None:
    assert parse_moment("2030-01-31 09:00", "Asia/Tokyo") == "2030-01-31T00:00:00Z"
    assert parse_moment("2030-01-31 09:00 UTC", "Asia/Tokyo") == "2030-01-31T09:00:00Z"


@settings(max_examples=300, deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_every_moment_is_read_back(moment: datetime) -> None:
    text = MOMENT.show(moment)
    assert MOMENT.parse(text) == text
    assert datetime.fromisoformat(text) == moment


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_what_is_read_is_read_again_as_the_same(text: str) -> None:
    try:
        value = MOMENT.parse(text)
    except ValueError:
        return
    assert MOMENT.parse(MOMENT.show(value)) == value
