"""Every row of the action table is answered once, by what stands where its keys act."""

from collections.abc import Iterable, Sequence
from typing import get_args

import pytest

from aixtui.actions import AppAction, Scope, actions_of
from aixtui.app import AixtuiApp
from aixtui.controllers.answering import Controllers
from aixtui.screens.base import BaseScreen
from aixtui.screens.dialogs.dialog import Dialog
from tests.architecture.built_screens import make_screens
from tests.architecture.classes import classes_in, is_ours, parents

SCREENS = make_screens()
OWN = [pytest.param(screen, id=screen.SCOPE) for screen in SCREENS]


def not_once(controllers: Iterable[object], rows: Sequence[AppAction]) -> list[str]:
    """The rows that no controller answers for, or more than one."""
    all_of_them = tuple(controllers)
    return [row.id for row in rows if sum(hasattr(one, f"do_{row.method}") for one in all_of_them) != 1]


def without_row(controller: object, rows: Sequence[AppAction]) -> set[str]:
    """What a controller answers for although it is in no row."""
    return {name for name in dir(controller) if name.startswith("do_")} - {f"do_{row.method}" for row in rows}


def rows_of(screen: BaseScreen) -> tuple[AppAction, ...]:
    return actions_of(screen.SCOPE, *screen.PARTS)


def test_every_screen_is_looked_at() -> None:
    classes = {cls for cls in classes_in("aixtui.screens") if issubclass(cls, BaseScreen)}
    assert classes - {BaseScreen} == {type(screen) for screen in SCREENS}


def test_every_scope_is_somewhere() -> None:
    on_screens = {scope for screen in SCREENS for scope in (screen.SCOPE, *screen.PARTS)}
    assert on_screens | {"app", "command", "dialog", "places", "entries"} == set(get_args(Scope))


@pytest.mark.parametrize("screen", OWN)
def test_one_controller_answers_for_each_row_of_a_screen(screen: BaseScreen) -> None:
    assert rows_of(screen)
    assert not_once(screen.controllers, rows_of(screen)) == []


@pytest.mark.parametrize("screen", OWN)
def test_no_id_means_two_things_on_a_screen(screen: BaseScreen) -> None:
    ids = [row.id for row in rows_of(screen)]
    assert len(ids) == len(set(ids))


def test_every_controller_answers_for_rows_of_its_screens_only() -> None:
    pairs = [(controller, rows_of(screen)) for screen in SCREENS for controller in screen.controllers]
    for cls in {type(controller) for controller, _ in pairs}:
        rows = [row for controller, its in pairs if type(controller) is cls for row in its]
        (one, *_) = [controller for controller, _ in pairs if type(controller) is cls]
        assert without_row(one, rows) == set(), cls.__name__


def test_every_controller_is_on_a_screen() -> None:
    controller_of = {
        cls for cls in classes_in("aixtui.controllers") if any(name.startswith("do_") for name in vars(cls))
    }
    assert controller_of == {type(controller) for screen in SCREENS for controller in screen.controllers}


@pytest.mark.parametrize("screen", OWN)
def test_no_controller_withholds_what_needs_no_capability(screen: BaseScreen) -> None:
    plain = AppAction("share", screen.SCOPE, ("S",), "Share", "Say where it is.")
    for never in (never for one in screen.controllers if (never := getattr(one, "never", None))):
        assert not never(plain)


def answering_by_name(classes: Iterable[type], row: AppAction) -> list[type]:
    """The classes that answer for a row with an `action_` of our own."""
    return [cls for cls in classes if _has_own(cls, f"action_{row.method}")]


def _has_own(cls: type, name: str) -> bool:
    return any(name in vars(one) for one in (cls, *parents(cls)) if is_ours(one))


@pytest.mark.parametrize(
    "row", actions_of("app", "places", "entries", "search", "command"), ids=lambda row: row.id
)
def test_one_class_answers_for_a_row_of_the_app_a_dialog_or_a_line(row: AppAction) -> None:
    shown = classes_in("aixtui.screens") + classes_in("aixtui.widgets")
    (cls,) = answering_by_name([AixtuiApp, *shown], row)
    assert (cls is AixtuiApp) == (row.scope == "app")
    assert issubclass(cls, Dialog) == (row.scope in ("places", "entries"))


@pytest.mark.parametrize("row", actions_of("dialog"), ids=lambda row: row.id)
def test_every_dialog_answers_for_the_rows_of_dialogs(row: AppAction) -> None:
    dialogs = [cls for cls in classes_in("aixtui.screens") if issubclass(cls, Dialog) and cls is not Dialog]
    assert len(dialogs) > 4
    assert answering_by_name(dialogs, row) == dialogs


def test_what_is_not_answered_once_is_seen() -> None:
    class First:
        def do_back(self) -> None: ...

        def do_gone(self) -> None: ...

    class Second:
        def do_back(self) -> None: ...

        def action_back(self) -> None: ...

    rows = actions_of("messages")
    assert {row.id for row in rows} == {"back", "refresh"}
    assert not_once(Controllers(First(), Second()), rows) == ["back", "refresh"]
    assert not_once(Controllers(First()), rows) == ["refresh"]
    assert without_row(First(), rows) == {"do_gone"}
    assert answering_by_name([First, Second], rows[0]) == [Second]
