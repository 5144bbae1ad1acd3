"""What a class does is read in that class: it takes up nothing that a parent of ours does, but its making."""

import ast
from collections.abc import Iterator

from textual.widget import Widget

from tests.architecture.classes import classes_in, definition, is_ours, parents


def methods_of_parents(cls: type) -> list[str]:
    """The methods that a class calls of its parents of ours, by `super()` or by their names."""
    names = {parent.__name__ for parent in parents(cls)}
    methods = [
        name for name, holder in _calls(cls) if holder in names or (not holder and _is_of_ours(cls, name))
    ]
    return [name for name in methods if name != "__init__"]


def _calls(cls: type) -> Iterator[tuple[str, str]]:
    """Each method that is taken from a parent, and the parent's name; none for `super()`."""
    for node in ast.walk(definition(cls)):
        if isinstance(node, ast.Attribute):
            holder = ast.unparse(node.value).partition("[")[0]
            yield node.attr, "" if holder.startswith("super(") else holder


def _is_of_ours(cls: type, name: str) -> bool:
    """Whether it is a class of ours that `super()` finds this name in."""
    holder = next((parent for parent in cls.__mro__[1:] if name in vars(parent)), object)
    return is_ours(holder)


def test_screens_and_widgets_take_nothing_up() -> None:
    classes = [cls for package in ("aixtui.screens", "aixtui.widgets") for cls in classes_in(package)]
    assert len(classes) > 30
    assert {cls.__name__: names for cls in classes if (names := methods_of_parents(cls))} == {}


class Above(Widget):
    def __init__(self) -> None:
        super().__init__()

    def draw(self) -> None:
        super().refresh()


class Right(Above):
    def __init__(self) -> None:
        super().__init__()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.draw()


class Behind(Right):
    def draw(self) -> None:
        super().draw()


class ByName(Above):
    def draw(self) -> None:
        Above.draw(self)


def test_what_is_taken_up_is_seen() -> None:
    assert methods_of_parents(Behind) == methods_of_parents(ByName) == ["draw"]


def test_the_making_and_what_is_textuals_own_is_right() -> None:
    assert methods_of_parents(Above) == methods_of_parents(Right) == []
