from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixtui.kindspec import cells
from aixtui.system import clock


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        (None, ""),
        (7, "7"),
        ("  two \n lines\t", "two lines"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("[/x] [b] price", "[/x] [b] price"),
        ("\x1b]0;title without an end", "�]0;title without an end"),
        ("\x9b31mred\x1b(B\x1b[m", "red"),
        ("ab\u202ecd\u2066ef", "ab�cd�ef"),
        ("bell\x07 null\x00 c1\x9b", "bell� null� c1�"),
        ("نص عربي", "نص عربي"),
        ("lone \ud800 surrogate", "lone � surrogate"),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_clean_keeps_the_words_and_nothing_that_acts(raw: object, text: str) -> None:
    assert cells.clean(raw).split() == text.split()


@given(st.text())
def test_clean_leaves_no_control_code(raw: str) -> None:
    text = cells.clean(raw)
    assert "\x1b" not in text
    assert "\n" not in text
    assert all(ord(char) >= 32 and not 0x7F <= ord(char) <= 0x9F for char in text)


@given(st.text())
def test_clean_block_keeps_line_breaks_only(raw: str) -> None:
    text = cells.clean_block(raw)
    assert all(char == "\n" or (ord(char) >= 32 and not 0x7F <= ord(char) <= 0x9F) for char in text)


@given(st.text())
def test_cleaning_what_is_clean_changes_nothing(raw: str) -> None:
    assert cells.clean(cells.clean(raw)) == cells.clean(raw)
    assert cells.clean_block(cells.clean_block(raw)) == cells.clean_block(raw)


def test_clean_block_keeps_indentation() -> None:
    assert cells.clean_block("a:\r\n\tb\n    c") == "a:\n    b\n    c"


def test_every_end_of_a_line_is_one_line_break() -> None:
    assert cells.clean_block("a\r\nb\rc\x85d\u2028e\x0cf") == "a\nb\nc\nd\ne\nf"


def test_pretty_shows_text_as_it_is_and_data_as_json() -> None:
    assert cells.pretty("a [b]") == "a [b]"
    assert cells.pretty({"ключ": [1]}) == '{\n  "ключ": [\n    1\n  ]\n}'


@pytest.mark.parametrize("value", [None, "", "   ", "\x1b[0m"])
def test_nothing_is_shown_as_a_muted_dash(value: object) -> None:
    assert cells.text(value) == cells.Cell("-", "muted")


class Pricing:
    def __init__(self, price: object, unit_type: str | None = None) -> None:
        self.price, self.unit_type = price, unit_type


@pytest.mark.parametrize(
    ("pricing", "text"),
    [
        (None, "-"),
        (Pricing(None), "-"),
        (Pricing(0), "free"),
        (Pricing("0.0000021", "TOKEN"), "2.1 /1M tok"),
        (Pricing(0.05, "MINUTE"), "0.05 /minute"),
        (Pricing(0.0001, "REQUEST"), "0.0001 /request"),
        (Pricing(1.5e-11, "REQUEST"), "0.000000000015 /request"),
        (Pricing(25_000_000), "25,000,000"),
        (Pricing("on request"), "on request"),
    ],
)
def test_price(pricing: object, text: str) -> None:
    assert cells.price(pricing).text == text


def test_prices_of_a_column_have_their_points_below_each_other() -> None:
    prices = [Pricing(0.00015, "REQUEST"), Pricing(0.00002, "TOKEN"), Pricing(1.5, "IMAGE")]
    texts = [cells.price_in_column(price).text for price in prices]
    assert texts == ["0.00015 /request", "20       /1M tok ", "1.5     /image  "]
    assert [cells.price_in_column(price).text.strip() for price in (Pricing(0), None)] == ["free", "-"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-03-02T10:11:12.000Z", "now"),
        ("2026-03-02T10:06:12Z", "5 min"),
        ("2026-03-01T11:00:00Z", "23 h"),
        ("2026-02-27T10:11:12Z", "3 d"),
        ("2025-12-01T00:00:00Z", "3 mo"),
        ("2024-12-01T00:00:00Z", "1 y"),
        ("2026-03-05T11:11:12Z", "in 3 d"),
        ("yesterday", "yesterday"),
        (None, "-"),
    ],
)
def test_age(value: object, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 2, 10, 11, 12, tzinfo=UTC))
    assert cells.age(value).text == text


@pytest.mark.parametrize(
    ("word", "cell"),
    [
        ("onboarded", cells.Cell("● onboarded", "muted")),
        ("draft", cells.Cell("○ draft", "warn")),
        ("IN_PROGRESS", cells.Cell("◐ IN_PROGRESS", "accent")),
        ("failed", cells.Cell("✗ failed", "bad")),
        ("a word of its own", cells.Cell("· a word of its own")),
        (None, cells.Cell("-", "muted")),
    ],
)
def test_status(word: object, cell: cells.Cell) -> None:
    assert cells.status(word) == cell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-03-02T10:11:12.000Z", "2026-03-02"),
        ("2026-03-02T23:30:00-05:00", "2026-03-03"),
        ("2026-03-02T10:11:12", "2026-03-02"),
        ("yesterday", "yesterday"),
        (None, "-"),
    ],
)
def test_day(value: object, text: str) -> None:
    assert cells.day(value).text == text
