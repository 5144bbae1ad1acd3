import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixtui.kindspec.plain_text import STAND_IN, counted, json_text, printable

DRAWN_SCRIPTS = {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"}
"""Whose format characters are signs that are seen, or place such."""


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain [b] text\n\twith lines", "plain [b] text\n\twith lines"),
        ("\x1b]0;X\x07", f"{STAND_IN}]0;X{STAND_IN}"),
        ("a\rb\x85c\u2028d", f"a{STAND_IN}b{STAND_IN}c{STAND_IN}d"),
        ("soft\xadhyphen", f"soft{STAND_IN}hyphen"),
        ("in\u200bvis\u2060ible\ufeff", f"in{STAND_IN}vis{STAND_IN}ible{STAND_IN}"),
        ("\u202eabc\u2066\u2069", f"{STAND_IN}abc{STAND_IN}"),
        ("hidden \U000e0068\U000e0069", f"hidden {STAND_IN}"),
        ("\u3164", STAND_IN),
        ("\udcff\ud800", STAND_IN),
        ("admin\u200d", f"admin{STAND_IN}"),
        ("a\ufe0fb\U000e0100", f"a{STAND_IN}b{STAND_IN}"),
        ("👩\u200d\u200d\u200d", f"👩{STAND_IN}"),
        (
            "👩\u200d🔬 ❤\ufe0f 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3",
            "👩\u200d🔬 ❤\ufe0f 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3",
        ),
        ("نص\u200cعربي 葛\U000e0100", "نص\u200cعربي 葛\U000e0100"),
    ],
)
def test_what_acts_is_seen_and_what_is_read_stays(raw: str, text: str) -> None:
    assert printable(raw) == text


def test_no_character_that_acts_is_forgotten() -> None:
    characters = (chr(code) for code in range(0x110000))
    acting = [char for char in characters if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert len(acting) > 2000
    kept = {
        unicodedata.name(char, repr(char)).split()[0]
        for char in acting
        if printable(f"a{char}b") == f"a{char}b"
    }
    assert kept == {"'\\n'", "'\\t'"} | DRAWN_SCRIPTS


@given(st.text())
def test_it_is_done_once(raw: str) -> None:
    assert printable(printable(raw)) == printable(raw)


@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    )
)
def test_json_is_the_same_value_and_holds_nothing_that_acts(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert printable(text) == text


def test_json_escapes_what_unicode_calls_more_than_one_unit() -> None:
    assert json_text("\x7f\U000e0041") == r'"\u007f\udb40\udc41"'


@pytest.mark.parametrize(
    ("number", "nouns", "text"),
    [
        (0, ("model",), "0 models"),
        (1, ("model",), "1 model"),
        (1200, ("model",), "1,200 models"),
        (1, ("utility", "utilities"), "1 utility"),
        (2, ("utility", "utilities"), "2 utilities"),
    ],
)
def test_one_is_told_as_one(number: int, nouns: tuple[str, ...], text: str) -> None:
    assert counted(number, *nouns) == text
