"""The check of bodies against JSON Schema as others understand it, and the words of the platform."""

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.sandbox.api.schemas.checking import check
from aixtui.sandbox.api.schemas.registry import all_schemas, resolved, schema_of
from aixtui.sandbox.problems import PlatformError
from tests.sandbox.endpoints import ENDPOINTS, example

WITH_BODY = [one for one in ENDPOINTS if example(one) is not None]
BODIES = sorted({one.body for one in ENDPOINTS if isinstance(one.body, str)})
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        *("", " ", "x", "a/b", "07:40", "daily", "time", "external", "agent", "user", "edit", "2026-01-31"),
        *(None, True, False, -1, 0, 1, 11, 0.5, 1e12, [], {}, ["x"], [{}], [[]], [None]),
        *({"id": "x"}, {"name": "x"}, {"assetId": "x"}, [{"type": "model"}], [{"name": "x", "value": 1}]),
        {"type": "daily", "time": "07:40"},
    ]
)


def _fields(schema: Any) -> set[str]:
    """The names that a schema speaks of."""
    found: set[str] = set()
    parts = [resolved(schema), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    for part in map(resolved, parts):
        found |= set(part.get("properties", {}))
    return found


def _validator(name: str) -> Any:
    schema = {**schema_of(name), "components": {"schemas": all_schemas()}}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


@pytest.mark.parametrize("name", BODIES)
def test_it_agrees_with_json_schema(name: str) -> None:
    schema = resolved(schema_of(name))
    names = st.sampled_from(sorted({*_fields(schema), "colour"}))
    [start] = schema.get("examples", [{}])
    validator = _validator(name)  # to make it takes longer than to ask it

    @settings(max_examples=300, derandomize=True, database=None, deadline=None)
    @given(st.dictionaries(names, VALUES, max_size=3), st.sets(names, max_size=1))
    def agrees(changes: dict[str, Any], dropped: set[str]) -> None:
        body = {key: value for key, value in {**start, **changes}.items() if key not in dropped}
        try:
            check(name, body)
        except PlatformError:
            assert not validator.is_valid(body), body
        else:
            assert validator.is_valid(body), body

    agrees()


@pytest.mark.parametrize("endpoint", WITH_BODY, ids=lambda one: one.address)
def test_every_example_fits(endpoint: Any) -> None:
    check(endpoint.body, example(endpoint))


def _complaints(schema: str, /, **body: Any) -> object:
    with pytest.raises(PlatformError) as refused:
        check(schema, body)
    return refused.value.body["message"]


def test_it_says_what_is_wrong_where() -> None:
    assert _complaints("AgentFields") == ["name should not be empty", "name must be a string"]
    assert _complaints("AgentFields", name="A", tools=[{"type": "model"}, {}]) == [
        "tools.1.type should not be empty",
        "tools.1.type must be a string",
    ]
    inspector = {"targets": [], "action": {"type": "abort"}, "evaluator": {}}
    assert _complaints("AgentFields", name="A", inspectors=[inspector]) == (
        "inspectors.0.evaluator must have assetId or function"
    )
    clock = {"type": "weekly", "time": "7:40", "daysOfWeek": ["mon", "moon"]}
    wanted = {"name": "T", "assetType": "agent", "triggerType": "time", "configuration": clock}
    assert _complaints("TriggerFields", **wanted) == (
        "each value in configuration.daysOfWeek must be mon, tue, wed, thu, fri, sat or sun"
    )
    assert _complaints("KeyFields", name="k", budget=True, expiresAt="soon") == [
        "budget must be a number that is not negative",
        "expiresAt must be an ISO 8601 date with its time zone",
    ]
