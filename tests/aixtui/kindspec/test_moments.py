"""Moments and limits as they are typed."""

from datetime import UTC, datetime

import pytest

from aixsdk.kinds.api_key_limits import APIKeyLimits
from aixtui.kindspec.model_limits import MODEL_LIMITS
from aixtui.kindspec.moments import MOMENT
from aixtui.system import clock


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2030-01-31", "2030-01-31T00:00:00Z"),
        ("2030-01-31T09:00", "2030-01-31T09:00Z"),
        ("2030-01-31T09:00:00+02:00", "2030-01-31T09:00:00+02:00"),
        (" in 30 days ", "2026-08-31T12:00:00Z"),
        ("in 1 hour", "2026-08-01T13:00:00Z"),
    ],
)
def test_a_moment_is_typed_as_people_say_it(typed: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 8, 1, 12, tzinfo=UTC))
    assert MOMENT.parse(typed) == value
    assert MOMENT.parse(MOMENT.show(value)) == value


def test_what_is_no_moment_is_refused_with_an_example() -> None:
    with pytest.raises(ValueError, match="a date such as 2030-01-31, or in 30 days, not 'soon'"):
        MOMENT.parse("soon")


def test_limits_of_models_are_lines() -> None:
    limits = [
        APIKeyLimits(model="openai/gpt-4o", request_per_minute=10, token_per_day=5000, token_type="input"),
        APIKeyLimits(model="m2", token_per_minute=7),
    ]
    text = "openai/gpt-4o 10 requests/min 5000 tokens/day counting input\nm2 7 tokens/min"
    assert MODEL_LIMITS.show(limits) == text
    assert MODEL_LIMITS.parse(f"{text}\n\n") == [
        {"model": "openai/gpt-4o", "token_type": "input", "request_per_minute": 10, "token_per_day": 5000},
        {"model": "m2", "token_type": None, "token_per_minute": 7},
    ]


@pytest.mark.parametrize(
    "line", ["openai/gpt-4o", "m 10", "m 10 requests/year", "m x requests/min", "m 10 requests/minute"]
)
def test_a_line_that_says_no_limit_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="lines such as openai/gpt-4o 10 requests/min"):
        MODEL_LIMITS.parse(line)
