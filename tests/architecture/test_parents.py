"""A screen is composed, never inherited in slices: a chain of parents is one class in many files."""

import ast
from abc import ABC, abstractmethod

from textual.screen import Screen

from aixtui.screens.base import BaseScreen
from aixtui.screens.dialogs.dialog import Dialog
from tests.architecture.classes import classes_in, parents
from tests.architecture.sources import ROOT, name_of, python_sources

COMPOSED = ("aixtui.screens", "aixtui.widgets", "aixtui.controllers")


def stands_right(screen: type) -> bool:
    """Whether a screen stands on the one class of ours that its sort has, and that on none."""
    return (
        parents(screen) == []
        if screen in (BaseScreen, Dialog)
        else parents(screen) in ([BaseScreen], [Dialog])
    )


def hooks(text: str) -> list[int]:
    """The lines that leave something to be done by a subclass, by failing until it is."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Raise) and node.exc and "NotImplementedError" in ast.unparse(node.exc)
    ]


def test_every_screen_stands_on_one_class_of_ours() -> None:
    screens = [cls for cls in classes_in("aixtui.screens") if issubclass(cls, Screen)]
    assert {BaseScreen, Dialog} < set(screens)
    assert [screen for screen in screens if not stands_right(screen)] == []


def test_a_chain_is_seen() -> None:
    class Slice:
        pass

    class Alone(BaseScreen):
        pass

    class Sliced(Slice, BaseScreen):
        pass

    class Chained(Alone):
        pass

    class Lone(Screen[None]):
        pass

    assert stands_right(Alone)
    assert not any(stands_right(one) for one in (Sliced, Chained, Lone))


def test_nothing_fails_until_a_subclass_does_it() -> None:
    sources = [path for path in python_sources() if path.is_relative_to(ROOT / "aixtui")]
    assert len(sources) > 100
    assert {name_of(one): at for one in sources if (at := hooks(one.read_text(encoding="utf-8")))} == {}


def test_such_a_hook_is_seen() -> None:
    assert hooks("class A:\n  def f(self):\n    raise NotImplementedError") == [3]
    assert hooks("def f():\n  raise NotImplementedError('later')") == [2]
    assert hooks("def f():\n  try: g()\n  except NotImplementedError: raise") == []


def abstract(cls: type) -> bool:
    """Whether a class is unfinished by declaration."""
    return bool(getattr(cls, "__abstractmethods__", ())) and not getattr(cls, "_is_protocol", False)


def test_no_screen_widget_or_controller_is_abstract() -> None:
    assert [cls for package in COMPOSED for cls in classes_in(package) if abstract(cls)] == []


def test_an_abstract_class_is_seen() -> None:
    class Unfinished(ABC):
        @abstractmethod
        def draw(self) -> None: ...

    assert abstract(Unfinished)
    assert not abstract(BaseScreen)
