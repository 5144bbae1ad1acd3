"""The compiled decoder against dataclasses-json."""

import warnings
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest
from dataclasses_json import Undefined, config, dataclass_json
from hypothesis import given
from hypothesis import strategies as st

from aixsdk.kinds.agent.resource import Agent
from aixsdk.kinds.model import Model
from aixsdk.resource import BaseResource
from aixsdk.resource.decode import decode, decoder_for
from tests.sdk import documents
from tests.sdk.resource.things import Thing

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


class Colour(StrEnum):
    RED = "red"


@dataclass_json
@dataclass
class Inner:
    size: int


@dataclass_json
@dataclass
class Outer:
    name: str
    colour: Colour | None = None
    inner: Inner | None = None
    inners: list[Inner] = field(default_factory=list)
    by_name: dict[str, Inner] = field(default_factory=dict, metadata=config(field_name="byName"))
    counts: dict[str, int] | None = None
    ratio: float = 0.5
    flag: bool = True
    upper: str | None = field(default=None, metadata=config(decoder=str.upper))
    nested: list[list[int]] | None = None
    only_named: int = field(default=3, kw_only=True)


@pytest.mark.parametrize(
    "document",
    [
        {"name": "n"},
        {"name": "n", "byName": {"a": {"size": 1}}, "unknown": 1},
        {"name": "n", "by_name": {"a": {"size": 1}}},
        {"name": "n", "colour": "red", "inner": {"size": 2}, "inners": [{"size": 3}], "counts": {"a": 1}},
        {"name": 7, "ratio": "0.25", "flag": 0, "inner": {"size": "4"}},
        {"name": "n", "colour": None, "inner": None, "counts": None, "upper": "x", "nested": [[1, "2"], []]},
        {"name": "n", "only_named": 9, "ratio": 1},
    ],
)
def test_equal_to_from_dict(document: dict[str, Any]) -> None:
    assert decode(Outer, document) == Outer.from_dict(document)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"name": "n", "colour": "blue"},
        {"name": "n", "inner": {}},
        {"name": "n", "inner": "x"},
        {"name": "n", "counts": [1]},
        {"name": "n", "inners": 3},
        {"name": "n", "ratio": "x"},
        [],
        None,
    ],
)
def test_what_from_dict_refuses_is_refused(document: Any) -> None:
    for refusing in (Outer.from_dict, decoder_for(Outer)):  # type: ignore[attr-defined]
        with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
            refusing(document)


def test_a_text_is_no_list() -> None:
    with pytest.raises(TypeError, match="expected a list, not str"):
        decode(Model, {"connectionType": "synchronous"})


@pytest.mark.parametrize("cls", [Model, Agent, Thing])
@pytest.mark.parametrize("document", [{}, documents.model(), documents.agent()])
def test_kinds_are_equal_too(cls: type[BaseResource], document: dict[str, Any]) -> None:
    try:
        expected = cls.from_dict(document)
    except Exception:
        with pytest.raises(Exception):  # noqa: B017, PT011
            decode(cls, document)
    else:
        assert decode(cls, document) == expected
        assert decode(cls, expected.to_dict()) == expected


def _nulled(document: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(document)


@pytest.mark.parametrize(("cls", "document"), [(Model, documents.model()), (Agent, documents.agent())])
def test_every_field_may_be_null_without_a_warning(cls: type[BaseResource], document: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert decode(cls, _nulled(document)) == cls.from_dict(_nulled(document))


def test_a_from_dict_of_ones_own_is_used() -> None:
    class Own(Thing):
        @classmethod
        def from_dict(cls, kvs: Any, **_: Any) -> "Own":
            return cls(name=f"own {kvs['name']}")

    assert decode(Own, {"name": "x"}).name == "own x"


def test_what_there_is_no_rule_for_goes_to_dataclasses_json() -> None:
    @dataclass_json(undefined=Undefined.RAISE)
    @dataclass
    class Strict:
        name: str | None = None

    @dataclass_json
    @dataclass
    class Odd:
        either: int | str | None = None
        pair: tuple[int, int] | None = None

    with pytest.raises(Exception, match="unknown"):
        decode(Strict, {"unknown": 1})
    assert decode(Odd, {"either": "x", "pair": [1, 2]}) == Odd("x", (1, 2))


def test_a_bound_class_makes_instances_of_itself() -> None:
    bound: Any = type("Bound", (Model,), {"context": object()})
    assert type(decode(bound, {"id": "1"})) is bound
    assert decode(bound, {"id": "1"}).id == "1"


@given(st.dictionaries(st.sampled_from(sorted(documents.model())), JSON))
def test_any_model_decodes_as_from_dict_does_or_is_refused(document: dict[str, Any]) -> None:
    _same_or_refused(Model, document)


@given(st.dictionaries(st.sampled_from(sorted(documents.agent())), JSON))
def test_any_agent_decodes_as_from_dict_does_or_is_refused(document: dict[str, Any]) -> None:
    _same_or_refused(Agent, document)


def _same_or_refused(cls: type[BaseResource], document: dict[str, Any]) -> None:
    try:
        made = decode(cls, document)
    except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert made == cls.from_dict(document)
