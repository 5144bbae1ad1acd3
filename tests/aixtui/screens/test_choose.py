"""The dialog to pick from: what is highlighted while the choices change."""

from collections.abc import Sequence

import pytest
from textual.app import App
from textual.widgets import Input, OptionList

from aixtui.face import Choice
from aixtui.screens.dialogs.choose import Choose

pytestmark = pytest.mark.anyio


class Dialogs(App[None]):
    """Nothing but what is pushed."""

    result: str | None = "nothing yet"

    def ask(self, dialog: Choose) -> None:
        self.push_screen(dialog, lambda result: setattr(self, "result", result))


def choices(*names: str) -> Sequence[Choice]:
    return [Choice(name, name) for name in names]


def highlighted_id(dialog: Choose) -> str | None:
    return dialog.highlighted.id if dialog.highlighted else None


async def test_with_nothing_to_pick_only_leaving_does_anything() -> None:
    app = Dialogs()
    async with app.run_test() as pilot:
        dialog = Choose("Pick", lambda _: [])
        app.ask(dialog)
        await pilot.pause()
        await pilot.press("down", "up", "enter", "x", "enter")
        assert app.screen is dialog
        assert highlighted_id(dialog) is None
        await pilot.press("escape")
        assert app.result is None


async def test_the_highlight_follows_its_offer_while_the_list_changes() -> None:
    app = Dialogs()
    async with app.run_test() as pilot:
        names = ["apple", "banana", "cherry"]
        dialog = Choose("Pick", lambda _: choices(*names))
        app.ask(dialog)
        await pilot.pause()
        await pilot.press("down", "down")
        assert highlighted_id(dialog) == "cherry"
        names.insert(0, "cherimoya")
        await pilot.press(*"ch")
        assert dialog.query_one(OptionList).option_count == 2
        assert highlighted_id(dialog) == "cherry"
        await pilot.press("enter")
        assert app.result == "cherry"


async def test_what_is_gone_leaves_the_highlight_on_the_best_or_near_its_place() -> None:
    app = Dialogs()
    async with app.run_test() as pilot:
        names = ["apple", "banana", "cherry"]
        dialog = Choose("Pick", lambda _: choices(*names))
        app.ask(dialog)
        await pilot.pause()
        await pilot.press("down", "down", *"an")
        assert highlighted_id(dialog) == "banana"
        dialog.query_one(Input).value = ""
        await pilot.pause()
        await pilot.press("down")
        assert highlighted_id(dialog) == "cherry"
        names.remove("cherry")
        dialog.list_choices(2)
        assert highlighted_id(dialog) == "banana"
        names.clear()
        dialog.list_choices(1)
        assert highlighted_id(dialog) is None


async def test_what_is_switched_on_keeps_the_highlight_where_it_goes() -> None:
    on: list[str] = []

    def sort_choices(_: str) -> list[Choice]:
        options = [Choice(name, name, is_selected=name in on) for name in ("apple", "banana", "cherry")]
        return sorted(options, key=lambda choice: not choice.is_selected)

    app = Dialogs()
    async with app.run_test() as pilot:
        dialog = Choose("Pick", sort_choices, toggle=on.append)
        app.ask(dialog)
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        assert on == ["cherry"]
        assert dialog.query_one(OptionList).highlighted == 0
        assert highlighted_id(dialog) == "cherry"


async def test_after_one_is_switched_on_another_can_be_typed() -> None:
    on: list[str] = []
    app = Dialogs()
    async with app.run_test() as pilot:
        dialog = Choose("Pick", lambda _: choices("apple", "banana", "cherry"), toggle=on.append)
        app.ask(dialog)
        await pilot.pause()
        await pilot.press(*"ban", "enter", *"che", "enter")
        assert on == ["banana", "cherry"]
        assert dialog.query_one(Input).value == "che"
