"""The inputs of a run as a server tells them, well or badly."""

from types import SimpleNamespace
from typing import Any

from aixtui.kindspec.field import Field
from aixtui.running.run_form import RunForm


def test_of_inputs_that_are_named_alike_the_first_is_asked_with_its_own_default() -> None:
    told = (Field("a", "A", default="1"), Field("b", "B"), Field("a", "Again", default="2"))
    kind: Any = SimpleNamespace(run_actions=None, inputs=lambda _: told)
    form = RunForm(kind, None)
    assert [one.label for one in form.inputs] == ["A", "B"]
    assert form.texts == {"a": "1", "b": ""}
    assert form.is_as_it_began
