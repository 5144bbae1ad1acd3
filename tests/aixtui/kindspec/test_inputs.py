from typing import Any

import pytest

from aixtui.kindspec.inputs import Input, InputError, parse, parse_all

CHOICE = Input("language", type="choice", options=(("en", "English"), ("pt", "Portuguese")))


@pytest.mark.parametrize(
    ("given", "typed", "value"),
    [
        (Input("text", type="text"), "  kept as typed \n", "  kept as typed \n"),
        (Input("n", type="number"), " 12 ", 12),
        (Input("n", type="number"), "-3", -3),
        (Input("n", type="number"), "0.5", 0.5),
        (Input("on", type="boolean"), "Yes", True),
        (Input("on", type="boolean"), "off", False),
        (Input("data", type="json"), '{"a": [1]}', {"a": [1]}),
        (CHOICE, "pt", "pt"),
    ],
)
def test_text_becomes_the_value_of_its_type(given: Input, typed: str, value: Any) -> None:
    assert parse(given, typed) == value


@pytest.mark.parametrize(
    ("given", "typed", "said"),
    [
        (Input("n", type="number"), "many", "n must be a number"),
        (Input("n", type="number"), "nan", "n must be a number"),
        (Input("n", type="number"), "-inf", "n must be a number"),
        (Input("on", type="boolean"), "perhaps", "on must be true or false"),
        (Input("data", type="json"), "{", "data must be JSON"),
        (CHOICE, "de", "language must be one of: en, pt"),
    ],
)
def test_what_does_not_fit_is_named(given: Input, typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        parse(given, typed)
    assert caught.value.name == given.name


def test_an_empty_optional_input_is_not_sent() -> None:
    assert parse_all([Input("text", required=True), Input("n", type="number")], {"text": "a", "n": " "}) == {
        "text": "a"
    }


def test_an_empty_required_input_is_named() -> None:
    with pytest.raises(InputError, match="Required parameter 'text' is missing"):
        parse_all([Input("text", required=True)], {"text": "  "})
