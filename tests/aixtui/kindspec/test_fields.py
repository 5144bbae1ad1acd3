"""The values of fields as the attributes that are set."""

from types import SimpleNamespace
from typing import Any

import pytest

from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import attributes_of
from aixtui.kindspec.pairs import PAIRS
from aixtui.kindspec.references import Reference

FIELDS = (
    Field("llm", "LLM", reference=Reference(("model",))),
    Field("llm.parameters", "Settings", codec=PAIRS),
    Field("config.budget.cost", "Cost"),
    Field("stages", "Stages", many=True, options=("input", "output")),
)
SETTINGS = {"temperature": 0.2}
HELD = SimpleNamespace(
    llm={"id": "a", "name": "A", "parameters": SETTINGS},
    config={"budget": {"rounds": 3}, "other": 1},
    stages=["input", {"odd": True}],
)


@pytest.mark.parametrize(
    ("values", "attributes"),
    [
        ({"llm": "b"}, {"llm": {"id": "b", "parameters": SETTINGS}}),
        ({"llm": None}, {"llm": None}),
        ({"llm.parameters": None}, {"llm": {"id": "a", "name": "A", "parameters": None}}),
        ({"llm.parameters": {"x": 1}, "llm": "b"}, {"llm": {"id": "b", "parameters": {"x": 1}}}),
        ({"config.budget.cost": 2}, {"config": {"budget": {"rounds": 3, "cost": 2}, "other": 1}}),
        ({"stages": ["output"]}, {"stages": ["output", {"odd": True}]}),
    ],
)
def test_what_is_shown_with_a_value_is_kept(values: dict[str, Any], attributes: dict[str, Any]) -> None:
    assert attributes_of(FIELDS, values, HELD) == attributes


@pytest.mark.parametrize(
    ("values", "attributes"),
    [
        ({"llm": "b"}, {"llm": "b"}),
        ({"llm": None, "llm.parameters": {"x": 1}}, {"llm": None}),
        ({"llm.parameters": None}, {}),
        ({"llm.parameters": {"x": 1}}, {"llm": {"parameters": {"x": 1}}}),
        ({"config.budget.cost": 2}, {"config": {"budget": {"cost": 2}}}),
    ],
)
def test_nothing_has_no_parts(values: dict[str, Any], attributes: dict[str, Any]) -> None:
    assert attributes_of(FIELDS, values) == attributes
