from typing import Any

import pytest

from aixtui.kindspec.inputs import InvalidValueError, RunInput, parse, parse_all

CHOICE = RunInput("language", type="choice", options=(("en", "English"), ("pt", "Portuguese")))


@pytest.mark.parametrize(
    ("item", "text", "value"),
    [
        (RunInput("text", type="text"), "  kept as typed \n", "  kept as typed \n"),
        (RunInput("n", type="number"), " 12 ", 12),
        (RunInput("n", type="number"), "-3", -3),
        (RunInput("n", type="number"), "0.5", 0.5),
        (RunInput("n", type="number"), "1e3", 1000),
        (RunInput("on", type="boolean"), "Yes", True),
        (RunInput("on", type="boolean"), "off", False),
        (RunInput("data", type="json"), '{"a": [1]}', {"a": [1]}),
        (CHOICE, "pt", "pt"),
    ],
)
def test_text_becomes_the_value_of_its_type(item: RunInput, text: str, value: Any) -> None:
    assert repr(parse(item, text)) == repr(value)


@pytest.mark.parametrize(
    ("item", "text", "sentence"),
    [
        (RunInput("n", type="number"), "many", "n must be a number"),
        (RunInput("n", type="number"), "nan", "n must be a number"),
        (RunInput("n", type="number"), "-inf", "n must be a number"),
        (RunInput("on", type="boolean"), "perhaps", "on must be true or false"),
        (RunInput("data", type="json"), "{", "data must be JSON"),
        (CHOICE, "de", "language must be one of: en, pt"),
    ],
)
def test_what_does_not_fit_is_named(item: RunInput, text: str, sentence: str) -> None:
    with pytest.raises(InvalidValueError, match=sentence) as excinfo:
        parse(item, text)
    assert excinfo.value.name == item.name


def test_an_empty_optional_input_is_not_sent() -> None:
    assert parse_all(
        [RunInput("text", required=True), RunInput("n", type="number")], {"text": "a", "n": " "}
    ) == {"text": "a"}


def test_an_empty_required_input_is_named() -> None:
    with pytest.raises(InvalidValueError, match="Required parameter 'text' is missing"):
        parse_all([RunInput("text", required=True)], {"text": "  "})
