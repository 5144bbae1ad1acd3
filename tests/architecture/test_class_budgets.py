"""What a screen or a controller is, is told by one class of a size that can be read at a sitting."""

from typing import NamedTuple

import pytest
from textual.screen import Screen

from aixtui.screens.base import BaseScreen
from tests.architecture.classes import classes_in, lines, members


class Budget(NamedTuple):
    """What a class may be with all its parents of ours."""

    lines: int
    members: int

    def overrun(self, cls: type) -> str:
        """By what a class is over; empty when it fits."""
        size = Budget(lines(cls), len(members(cls)))
        over = size.lines > self.lines or size.members > self.members
        return f"{cls.__name__}: {size.lines} lines, {size.members} members" if over else ""


SCREEN, CONTROLLER = Budget(350, 60), Budget(250, 25)


def test_every_screen_fits() -> None:
    screens = [cls for cls in classes_in("aixtui.screens") if issubclass(cls, Screen)]
    assert len(screens) > 10
    assert [overrun for cls in screens if (overrun := SCREEN.overrun(cls))] == []


def test_every_controller_fits() -> None:
    controllers = classes_in("aixtui.controllers")
    assert len(controllers) > 15
    assert [overrun for cls in controllers if (overrun := CONTROLLER.overrun(cls))] == []


class Slice:
    """Half of a class: what it does is counted with the other half."""

    limit: int

    def first(self) -> None:
        self.text, (self.left, self.right) = "", (0, 0)

    class Gone:
        pass


class Whole(Slice):
    limit = 3
    top = bottom = 0

    async def first(self) -> None:  # type: ignore[override]
        self.text: str = "again"
        other = self.text
        other.title()


def test_the_members_of_all_parents_count_once_each() -> None:
    assert members(Whole) == {"limit", "first", "text", "left", "right", "Gone", "top", "bottom"}


def test_the_lines_of_all_parents_count() -> None:
    assert lines(Whole) == lines(Slice) + 8
    assert lines(BaseScreen) > 100


@pytest.mark.parametrize("budget", [Budget(lines(Whole) - 1, 8), Budget(lines(Whole), 7)])
def test_what_is_over_its_budget_is_seen(budget: Budget) -> None:
    assert budget.overrun(Whole).startswith("Whole: ")
    assert Budget(lines(Whole), 8).overrun(Whole) == ""
