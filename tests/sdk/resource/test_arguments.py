"""Arguments are known or refused, and become JSON in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypedDict

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import SortBy
from aixsdk.resource.arguments import check_arguments, json_value
from tests.sdk.platform import Platform
from tests.sdk.resource.things import Part, Thing


class Known(TypedDict, total=False):
    colour: str
    query: str


@dataclass
class Plain:
    size: int


SAID = [
    (None, None),
    (True, True),
    ("x", "x"),
    (1.5, 1.5),
    (SortBy.NAME, "NAME"),
    (datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02T03:00:00Z"),
    (datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))), "2026-01-02T01:00:00Z"),
    (date(2026, 1, 2), "2026-01-02"),
    (Path("a/b"), "a/b"),
    (Thing(id="t1"), "t1"),
    (Part(3), {"size": 3}),
    (Plain(4), {"size": 4}),
    ([Part(1), (SortBy.NAME,)], [{"size": 1}, ["NAME"]]),
    ({"a": {"b": Plain(1)}}, {"a": {"b": {"size": 1}}}),
]


@pytest.mark.parametrize(("value", "expected"), SAID)
def test_what_can_be_said(value: Any, expected: Any) -> None:
    said = json_value("x", value)
    assert (said, type(said)) == (expected, type(expected))


UNSAID = [
    (float("nan"), "x cannot be sent: JSON has no nan"),
    ([1, {"a": float("inf")}], r"x\[1\].a cannot be sent: JSON has no inf"),
    ({1: 2}, "x cannot be sent: its key 1 is no text"),
    (object(), "x cannot be sent: JSON cannot say object"),
    ({"a": {1, 2}}, "x.a cannot be sent: JSON cannot say set"),
    (b"x", "x cannot be sent: JSON cannot say bytes"),
    (Thing(name="new"), "x must be saved first"),
]


@pytest.mark.parametrize(("value", "match"), UNSAID)
def test_what_json_cannot_say_is_named(value: Any, match: str) -> None:
    with pytest.raises(errors.ValidationError, match=match):
        json_value("x", value)


def test_an_argument_is_known_or_refused() -> None:
    check_arguments(Thing, "search", {"colour": 1, "more": 2}, Known, ["more"])
    check_arguments(Thing, "search", {"anything": 1}, None)
    with pytest.raises(
        errors.ValidationError, match=r"Thing.search\(\) has no argument 'colr'. Did you mean 'colour'"
    ):
        check_arguments(Thing(), "search", {"colr": 1}, Known)
    with pytest.raises(errors.ValidationError, match=r"no argument 'zzz'\.$"):
        check_arguments(Thing, "search", {"zzz": 1}, Known)


OPERATIONS: list[Callable[[Any], Any]] = [
    lambda things: things.search(colr="x"),
    lambda things: things.get("1", colr="x"),
    lambda things: things(id="1").save(colr="x"),
    lambda things: things(id="1").clone(colr="x"),
    lambda things: things(id="1").delete(colr="x"),
    lambda things: things(id="1").run(colr="x"),
    lambda things: things(id="1").run_async(colr="x"),
]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_refuses_what_it_does_not_know_and_sends_nothing(
    aix: Aixplain, platform: Platform, operation: Callable[[Any], Any]
) -> None:
    class Strict(Thing):
        context = aix
        SEARCH_PARAMS = GET_PARAMS = SAVE_PARAMS = DELETE_PARAMS = RUN_PARAMS = Known

    with pytest.raises(errors.ValidationError, match="no argument 'colr'"):
        operation(Strict)
    assert platform.sent == []


@pytest.mark.parametrize(
    "operation", [lambda things: things.search("hello"), lambda things: things.get("1", "host", "more")]
)
def test_a_positional_argument_that_means_nothing_is_refused(
    things: type[Thing], platform: Platform, operation: Callable[[Any], Any]
) -> None:
    with pytest.raises(errors.ValidationError, match=r"takes its arguments by name: '(hello|more)'"):
        operation(things)
    assert platform.sent == []


def test_a_field_that_is_misspelled_is_named(aix: Aixplain, platform: Platform) -> None:
    with pytest.raises(errors.ArgumentError, match="Did you mean 'budget'"):
        aix.APIKey(id="1", name="x").save(bugdet=1)
    assert platform.sent == []
