"""Each way to differ is seen, so that a silent comparison means that nothing does."""

from enum import StrEnum
from typing import Any

import pytest

from tests.sdk.surface.comparison import of_call, of_class
from tests.sdk.surface.listing import Class, Operation, Parameter


class Colour(StrEnum):
    RED = "red"


class Thing:
    size: int = 0

    def __init__(self, made_of: str = "") -> None: ...

    def turn(self, by: int, fast: bool = False, **kwargs: Any) -> None: ...

    @classmethod
    def find(cls, query: str | None = None, *, limit: int = 3) -> None: ...

    @property
    def weight(self) -> int:
        return 0


def call(*parameters: tuple[str, str | None], kind: str = "method", name: str = "turn") -> Operation:
    return Operation(name, kind, tuple(Parameter(*parameter) for parameter in parameters))


def test_what_is_the_same_is_no_difference() -> None:
    turn = call(("by", None), ("fast", "False"), ("**kwargs", None))
    find = call(("query", "None"), kind="classmethod", name="find")
    thing = Class("Thing", [], ["size", "made_of"], ["weight"], [turn, find])
    assert list(of_class(thing, Thing)) == []
    assert list(of_class(Class("Colour", ["str", "Enum"], members={"RED": "red"}, size=1), Colour)) == []


@pytest.mark.parametrize(
    ("official", "key"),
    [
        (Class("Thing", ["Exception"]), "Thing(Exception)"),
        (Class("Thing", ["dict"]), "Thing(dict)"),
        (Class("Thing", [], ["length"]), "Thing.length"),
        (Class("Thing", [], [], ["turn"]), "Thing.turn"),
        (Class("Thing", [], operations=[call(name="jump")]), "Thing.jump"),
        (Class("Thing", [], operations=[call(name="find")]), "Thing.find"),
        (Class("Thing", [], operations=[call(name="weight")]), "Thing.weight"),
        (Class("Thing", [], operations=[call(("by", None), ("*args", None))]), "Thing.turn(*args)"),
        (Class("Thing", [], operations=[call(("by", None), ("slow", None))]), "Thing.turn(slow)"),
        (Class("Thing", [], operations=[call(("by", "..."))]), "Thing.turn(by)"),
        (Class("Thing", [], operations=[call()]), "Thing.turn(by)"),
        (Class("Thing", [], operations=[call(("by", None), ("fast", "True"))]), "Thing.turn(fast)"),
        (Class("Thing", [], operations=[call(("fast", "False"), ("by", None))]), "Thing.turn(fast)"),
    ],
)
def test_what_differs_is_named(official: Class, key: str) -> None:
    assert key in [found for found, _ in of_class(official, Thing)]


def test_a_parameter_of_another_place_is_named() -> None:
    find = call(("query", "None"), ("limit", "3"), kind="classmethod", name="find")
    assert [key for key, _ in of_class(Class("Thing", [], operations=[find]), Thing)] == ["Thing.find(limit)"]


def test_a_member_of_another_value_and_one_that_is_not_told_are_named() -> None:
    enum = Class("Colour", [], members={"RED": "RED"}, size=2)
    assert [key for key, _ in of_class(enum, Colour)] == ["Colour.RED", "Colour"]


def test_what_has_a_place_alone_is_named_unless_any_keyword_is_taken() -> None:
    def paint(colour: str = "", /) -> None: ...

    def draw(colour: str = "", /, **kwargs: Any) -> None: ...

    official = call(("colour", "''"), kind="function", name="paint")
    assert [key for key, _ in of_call(official, paint, "")] == ["paint(colour)"]
    assert list(of_call(official, draw, "")) == []


def test_a_function_is_called_with_all_its_parameters() -> None:
    def paint(colour: str) -> None: ...

    assert list(of_call(call(("colour", None), kind="function", name="paint"), paint, "")) == []
    assert [key for key, _ in of_call(call(kind="function", name="paint"), paint, "")] == ["paint(colour)"]
