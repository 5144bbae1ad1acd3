"""The limits of single models as entries."""

from typing import Any

import pytest

from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.model_limits import MODEL_LIMITS
from aixtui.kindspec.records import Around, entries_text
from aixtui.kindspec.words import line_of

LIMITS = Field("asset_limits", "Limits of models", records=MODEL_LIMITS)
STORED = {"assetId": "m1", "tpm": 0, "tpd": 5000, "rpm": 10, "rpd": 0, "tokenType": "input", "note": "theirs"}


def test_limits_read_as_a_line_with_the_name_of_the_model() -> None:
    names = {"m1": "GPT-4o"}.get
    assert line_of(MODEL_LIMITS, STORED, lambda one: names(one, one)) == (
        "GPT-4o: 10 requests/min, 5000 tokens/day, counting input"
    )
    assert line_of(MODEL_LIMITS, {"assetId": "m2", "rpm": 0}, str) == "m2: no limit"
    assert line_of(MODEL_LIMITS, {}, str) == "no model: no limit"


def test_what_is_not_changed_in_an_entry_stays_as_it_is_stored() -> None:
    opened = MODEL_LIMITS.open(STORED, Around())
    assert opened.store({}) == STORED
    assert opened.store({"tpd": None}) == {**STORED, "tpd": None}


def test_a_client_gets_what_it_knows() -> None:
    known = {key: value for key, value in STORED.items() if key != "note"}
    assert parse_field(LIMITS, entries_text([STORED, {"assetId": "m2"}])) == [known, {"assetId": "m2"}]


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([{"rpm": 1}], "One limit: Model is required."),
        ([{"assetId": ""}], "One limit: Model is required."),
        ([STORED, STORED], "m1: This model has limits already"),
        ([{"assetId": "m", "rpm": "many"}], "m: Requests a minute must be a whole number, not 'many'."),
        ([{"assetId": "m", "tpd": -1}], "m: Tokens a day must be a whole number"),
        ([{"assetId": "m", "tpd": True}], "m: Tokens a day must be a whole number"),
    ],
)
def test_limits_that_do_not_fit_are_refused(entries: list[Any], why: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        parse_field(LIMITS, entries_text(entries))
    assert str(refused.value).startswith(why)
