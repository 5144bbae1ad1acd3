from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.kindspec.amounts import DURATION, MONEY
from aixtui.kindspec.text_codec import TextCodec, optional

NUMBERS = st.integers(min_value=0) | st.floats(min_value=0, allow_infinity=False)


@pytest.mark.parametrize(
    ("codec", "typed", "value", "shown"),
    [
        (DURATION, "90 s", 90, "90 s"),
        (DURATION, "90", 90, "90 s"),
        (DURATION, "5min", 300, "5 min"),
        (DURATION, " 2 Hours ", 7200, "2 h"),
        (DURATION, "1.5 h", 5400, "90 min"),
        (DURATION, "0.1 m", 6, "6 s"),
        (DURATION, ".5", 0.5, "0.5 s"),
        (DURATION, "48 h", 172_800, "2 d"),
        (DURATION, "0", 0, "0 s"),
        (optional(DURATION), "", None, ""),
        (MONEY, "10", 10, "10"),
        (MONEY, "10.50", 10.5, "10.5"),
        (MONEY, "1e-7", 1e-07, "0.0000001"),
        (MONEY, "0", 0, "0"),
        (MONEY, " None ", None, ""),
        (MONEY, "", None, ""),
    ],
)
def test_an_amount_is_typed_and_shown(codec: TextCodec, typed: str, value: Any, shown: str) -> None:
    assert repr(codec.parse(typed)) == repr(value)
    assert codec.show(value) == shown
    assert codec.parse(shown) == value


@pytest.mark.parametrize("typed", ["", "-1", "soon", "5 parsecs", "1e999", "1.2.3", "nan", "1 h 30"])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"a duration such as 90 s|a number"):
        DURATION.parse(typed)


@pytest.mark.parametrize("typed", ["-1", "-0.01", "much", "1,000", "nan", "inf"])
def test_what_are_no_credits_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=f"credits, 0 or more, or none, not '{typed}'"):
        MONEY.parse(typed)


@pytest.mark.parametrize("value", ["much", "", True, float("nan"), [1]])
def test_what_is_no_number_is_shown_as_it_came(value: Any) -> None:
    assert DURATION.show(value) == MONEY.show(value) == str(value)


@settings(max_examples=300, deadline=None)
@given(NUMBERS)
def test_every_amount_is_read_back(amount: float) -> None:
    for codec in (DURATION, MONEY):
        assert codec.parse(codec.show(amount)) == amount
    assert "e" not in MONEY.show(amount)
