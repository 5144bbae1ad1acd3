import re
from typing import Any

import pytest

from aixtui.kindspec.text_codec import (
    JSON,
    NUMBER,
    OBJECT,
    OPTIONAL_TEXT,
    TEXT,
    TRUE_OR_FALSE,
    WORDS,
    YES_OR_NO,
    TextCodec,
    choice,
    optional,
)

LANGUAGE = choice("en", "pt", "PT")


@pytest.mark.parametrize(
    ("codec", "value", "text"),
    [
        (TEXT, " as typed \n", " as typed \n"),
        (OPTIONAL_TEXT, None, ""),
        (NUMBER, 1000, "1000"),
        (NUMBER, -0.5, "-0.5"),
        (optional(NUMBER), None, ""),
        (TRUE_OR_FALSE, True, "true"),
        (YES_OR_NO, False, "no"),
        (WORDS, ["a b", "c"], "a b, c"),
        (WORDS, [], ""),
        (JSON, [1, {"é": None}], '[1, {"é": null}]'),
        (OBJECT, {"a": [1]}, '{"a": [1]}'),
        (optional(OBJECT), None, ""),
        (LANGUAGE, "PT", "PT"),
        (optional(LANGUAGE), None, ""),
    ],
)
def test_a_value_is_shown_as_a_text_that_is_read_back(codec: TextCodec, value: Any, text: str) -> None:
    assert codec.show(value) == text
    assert codec.parse(text) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [("1e3", 1000), (" 1.0 ", 1), ("+7", 7), ("-0.0", 0), (".5", 0.5), (f"{2**60 + 1}", 2**60 + 1)],
)
def test_a_whole_number_is_an_int_however_it_is_written(text: str, number: float) -> None:
    assert repr(NUMBER.parse(text)) == repr(number)


@pytest.mark.parametrize("codec", [TRUE_OR_FALSE, YES_OR_NO])
def test_both_booleans_take_the_same_words(codec: TextCodec) -> None:
    assert all(codec.parse(word) is True for word in ("true", "Yes", "ON", " 1 "))
    assert all(codec.parse(word) is False for word in ("false", "No", "OFF", " 0 "))


def test_a_choice_is_taken_in_any_case_and_exactly_where_case_is_all_that_differs() -> None:
    assert [LANGUAGE.parse(text) for text in ("EN", " pt ", "PT", "Pt")] == ["en", "pt", "PT", "pt"]


@pytest.mark.parametrize(
    ("codec", "text", "must_be"),
    [
        (NUMBER, "many", "a number, not 'many'"),
        (NUMBER, "", "a number, not ''"),
        (NUMBER, "nan", "a number, not 'nan'"),
        (NUMBER, "1e999", "a number, not '1e999'"),
        (optional(NUMBER), "x" * 50, f"a number, not '{'x' * 40}'"),
        (TRUE_OR_FALSE, "perhaps", "true or false, not 'perhaps'"),
        (YES_OR_NO, "", "yes or no, not ''"),
        (JSON, "{", "JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (OBJECT, "daily", "a JSON object: Expecting value: line 1 column 1 (char 0)"),
        (OBJECT, "[1]", "a JSON object, not '[1]'"),
        (LANGUAGE, "de", "one of: en, pt, PT"),
        (LANGUAGE, "", "one of: en, pt, PT"),
    ],
)
def test_another_text_is_refused_with_what_it_must_be(codec: TextCodec, text: str, must_be: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(must_be)}$"):
        codec.parse(text)
