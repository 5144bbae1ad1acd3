"""The inputs of runs: their types by the words of servers, and the texts of a form as what is sent."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.hosted_files import local_files, with_files
from aixtui.kindspec.inputs import MORE, MOST_SHOWN, folded, parse_inputs, run_field
from aixtui.kindspec.invalid_value import InvalidValueError

CHOICE = run_field("language", options=(("en", "English"), ("pt", "Portuguese")))
REPORT = Path(__file__)


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        (("text",), "  kept as typed \n", "  kept as typed \n"),
        (("text", "number"), " 12 ", 12),
        (("number",), "-3", -3),
        (("float",), "0.5", 0.5),
        (("number",), "1e3", 1000),
        (("integer",), "4", 4),
        (("boolean",), "Yes", True),
        (("boolean",), "off", False),
        (("json",), '{"a": [1]}', {"a": [1]}),
        (("array",), "one\n\n two ", ["one", "two"]),
        (("array",), "[1, 2]", [1, 2]),
        (("url",), " https://h/a ", "https://h/a"),
        (("audio",), "https://h/a.wav", "https://h/a.wav"),
        (("text", "file"), "s3://bucket/key", "s3://bucket/key"),
        (("image",), str(REPORT), REPORT),
    ],
)
def test_text_becomes_the_value_of_its_type(words: Sequence[str], text: str, value: Any) -> None:
    parsed = parse_field(run_field("n", words), text)
    assert parsed == value
    assert type(parsed) in (type(value), type(REPORT))


@pytest.mark.parametrize(
    ("words", "text", "sentence"),
    [
        (("number",), "many", "n must be a number"),
        (("number",), "nan", "n must be a number"),
        (("integer",), "1.5", "n must be a whole number"),
        (("boolean",), "perhaps", "n must be yes or no"),
        (("json",), "{", "n must be JSON"),
        (("array",), "[1", "n must be JSON"),
        (("url",), "h/a", "n must be a URL"),
        (("file",), "/no/such.wav", "n must be a URL, or a file that is there"),
    ],
)
def test_what_does_not_fit_is_named(words: Sequence[str], text: str, sentence: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        parse_field(run_field("n", words), text)
    assert str(refused.value).startswith(sentence)


def test_a_choice_is_one_of_its_values_whatever_it_is_called() -> None:
    assert parse_field(CHOICE, "PT") == "pt"
    assert CHOICE.option_names == {"en": "English", "pt": "Portuguese"}
    with pytest.raises(InvalidValueError, match="one of: en, pt"):
        parse_field(CHOICE, "Portuguese")


@pytest.mark.parametrize(
    ("words", "default", "text"),
    [
        (("boolean",), "true", "yes"),
        (("number",), "many", "many"),
        (("array",), ["a", "b"], "a\nb"),
        (("array",), ["a\nb", 1], '["a\\nb", 1]'),
        (("json",), {"a": 1}, '{"a": 1}'),
        ((), None, ""),
    ],
)
def test_a_default_is_written_as_it_is_typed(words: Sequence[str], default: Any, text: str) -> None:
    assert run_field("n", words, default=default).default == text


@pytest.mark.parametrize("name", ["api_key", "password", "access_token"])
def test_what_is_called_a_secret_is_never_shown(name: str) -> None:
    assert run_field(name).is_secret
    assert run_field("any", ("password",)).is_secret
    assert not run_field("max_tokens", ("text", "number")).is_secret


def test_an_optional_input_left_empty_is_not_sent() -> None:
    fields = [run_field("text", required=True), run_field("n", ("number",))]
    assert parse_inputs(fields, {"text": "a", "n": " "}) == {"text": "a"}
    with pytest.raises(InvalidValueError, match="text is required"):
        parse_inputs(fields, {"text": "  "})


def test_what_does_not_apply_is_not_sent() -> None:
    hidden = Field("history", "History", required=True, applies=lambda texts: not texts.get("session"))
    assert parse_inputs([hidden], {"session": "s", "history": "h"}) == {}


def test_optional_inputs_beyond_the_first_few_are_folded_behind_the_others() -> None:
    optional = [run_field(f"o{number}") for number in range(MOST_SHOWN + 2)]
    shown = folded([*optional, run_field("text", required=True)])
    names = [one.name for one in shown]
    assert [one.name for one in shown if one.is_advanced] == ["o3", "o4", "o5"] == names[-3:]
    assert [one.name for one in shown if one.heading == MORE] == ["o3"]
    few = optional[: MOST_SHOWN + 1]
    assert folded(few) == tuple(few), "one alone is not worth it"


def test_files_of_this_machine_are_found_and_replaced_wherever_they_are() -> None:
    values = {"a": Path("/x"), "b": {"c": ["https://h", Path("/y")]}, "d": Path("/x")}
    assert local_files(values) == (Path("/x"), Path("/y"))
    replaced = with_files(values, lambda path: f"https://up{path}")
    assert replaced == {"a": "https://up/x", "b": {"c": ["https://h", "https://up/y"]}, "d": "https://up/x"}
