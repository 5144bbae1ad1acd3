"""A moment as it is chosen from a calendar."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.kindspec.moment_choice import MomentChoice
from aixtui.kindspec.moments import MOMENT
from aixtui.system import clock


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 14, 22, 20, 30, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "day", "time", "zone"),
    [
        ("", date(2026, 7, 14), "23:00", "UTC"),
        ("never", date(2026, 7, 14), "23:00", "UTC"),
        ("no moment", date(2026, 7, 14), "23:00", "UTC"),
        ("2030-01-31T09:00:00Z", date(2030, 1, 31), "09:00", "UTC"),
        ("2030-01-31 9:00:05", date(2030, 1, 31), "09:00:05", "UTC"),
        ("2030-01-31 09:00 europe/berlin", date(2030, 1, 31), "09:00", "Europe/Berlin"),
        ("tomorrow at nine Asia/Tokyo", date(2026, 7, 16), "09:00", "Asia/Tokyo"),
        ("9999-12-31T23:59:59-05:00", date(2026, 7, 14), "23:00", "UTC"),
    ],
)
def test_it_begins_with_what_is_typed(text: str, day: date, time: str, zone: str) -> None:
    choice = MomentChoice(text)
    assert (choice.day, choice.time, choice.zone, choice.problem) == (day, time, zone, "")


def test_a_month_is_shown_by_its_weeks() -> None:
    choice = MomentChoice("2026-07-20 09:00")
    first, *_, last = choice.weeks
    assert (choice.title, len(choice.weeks)) == ("July 2026", 6)
    assert [day and day.number for day in first] == [None, None, 1, 2, 3, 4, 5]
    assert last == [None] * 7
    days = [day for week in choice.weeks for day in week if day]
    assert [day.number for day in days] == [*range(1, 32)]
    assert [day.number for day in days if day.is_chosen] == [20]
    assert [day.number for day in days if day.is_today] == [14]
    choice.zone = "asia/tokyo"
    assert [day.number for week in choice.weeks for day in week if day and day.is_today] == [15]


def test_it_goes_by_days_weeks_and_months() -> None:
    choice = MomentChoice("2027-12-31 09:00")
    choice.move(1)
    assert choice.day == date(2028, 1, 1)
    choice.move(-7)
    assert choice.day == date(2027, 12, 25)
    choice.go_to(31)
    choice.move_months(2)
    assert choice.day == date(2028, 2, 29)
    choice.go_to_today()
    assert choice.day == date(2026, 7, 14)


def test_it_stays_within_the_years() -> None:
    choice = MomentChoice("9999-12-31 09:00")
    choice.move(1)
    choice.move_months(1)
    assert choice.day == date(9999, 12, 31)
    choice = MomentChoice("0001-01-01 09:00")
    choice.move(-1)
    choice.move_months(-1)
    assert choice.day == date(1, 1, 1)
    assert choice.text == "0001-01-01 09:00 UTC"


@pytest.mark.parametrize(
    ("time", "zone", "problem"),
    [
        ("25:00", "UTC", "Time must be a time of day such as 09:30."),
        ("09:00", "Mars/Base", "Zone must be one such as Europe/Berlin."),
        ("09:00", "+02:00", "Zone must be one such as Europe/Berlin."),
        ("09:00", "some UTC", "Zone must be one such as Europe/Berlin."),
        ("02:30", "Europe/Berlin", "It must be a time that there is: the clocks of Europe/Berlin leave out"),
    ],
)
def test_what_is_typed_wrong_is_said(time: str, zone: str, problem: str) -> None:
    choice = MomentChoice("2026-03-29 12:00")
    choice.time, choice.zone = time, zone
    assert choice.problem.startswith(problem)
    assert choice.told == ""


def test_what_it_comes_to_is_told() -> None:
    choice = MomentChoice("2026-03-29 12:00")
    choice.time, choice.zone = "nine pm", "europe/berlin"
    assert (choice.text, choice.told) == (
        "2026-03-29 21:00 Europe/Berlin",
        "Sun 29 Mar 2026 19:00 UTC",
    )
    choice.zone = " "
    assert choice.text == "2026-03-29 21:00 UTC"


@settings(max_examples=200, deadline=None)
@given(st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0)))
def test_every_moment_is_chosen_as_it_is(moment: datetime) -> None:
    text = MOMENT.show(moment)
    assert MOMENT.parse(MomentChoice(text).text) == text
