"""The dialog to pick from: what is highlighted while the choices change."""

from collections.abc import Sequence

import pytest
from textual.app import App
from textual.widgets import Input, OptionList, Static

from aixtui.face import Choice
from aixtui.screens.dialogs.choose import Choose
from aixtui.widgets.keys_bar import KeysBar
from aixtui.widgets.match_list import MatchList
from aixtui.workspace.notice import Notice

pytestmark = pytest.mark.anyio


class Dialogs(App[None]):
    """Nothing but what is pushed."""

    result: str | None = "nothing yet"

    def ask(self, dialog: Choose) -> None:
        self.push_screen(dialog, lambda result: setattr(self, "result", result))


class Pages:
    """Three pages that come when they are let."""

    def __init__(self) -> None:
        self.page, self.changed, self.turns = 1, Notice(), list[int]()
        self.has_others = self.is_waiting = False

    @property
    def caption(self) -> str:
        return f"page {self.page} of 3"

    def turn(self, by: int) -> None:
        self.turns.append(by)

    def come(self, page: int) -> None:
        self.page = page
        self.changed()


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


async def test_what_is_named_comes_before_what_only_mentions_the_text() -> None:
    app = Dialogs()
    async with app.run_test() as pilot:
        offered = [Choice("work", "work", "key from a file"), Choice("ero", "zero"), Choice("ro", "ro")]
        dialog = Choose("Pick", lambda _: offered)
        app.ask(dialog)
        await pilot.pause()
        assert highlighted_id(dialog) == "work"
        await pilot.press(*"ro")
        assert [choice.id for choice in dialog.query_one(MatchList).choices] == ["ro", "ero", "work"]
        await pilot.press("enter")
        assert app.result == "ro"


async def test_a_switch_that_only_mentions_the_text_keeps_the_highlight() -> None:
    app = Dialogs()
    async with app.run_test() as pilot:
        offered = [Choice("work", "work", "key from a file"), Choice("ro", "ro")]
        dialog = Choose("Pick", lambda _: offered, toggle=lambda _: None)
        app.ask(dialog)
        await pilot.pause()
        await pilot.press("r", "o", "down", "enter")
        assert highlighted_id(dialog) == "work"


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


def height(dialog: Choose) -> int:
    return dialog.query_one(OptionList).size.height


def keys_of(dialog: Choose) -> str:
    return " ".join(str(dialog.query_one(KeysBar).content).split())


@pytest.mark.parametrize("searches", [False, True])
async def test_the_dialog_stays_as_high_as_it_was_opened(searches: bool) -> None:
    names = [f"apple {number}" for number in range(7)]

    def match(text: str) -> Sequence[Choice]:
        return choices(*(name for name in names if text in name)) if searches else choices(*names)

    app = Dialogs()
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = Choose("Pick", match, pages=Pages() if searches else None)
        app.ask(dialog)
        await pilot.pause()
        opened = height(dialog)
        assert opened == (12 if searches else 7)
        for key in ("3", "x", "backspace", "backspace"):
            await pilot.press(key)
            assert height(dialog) == opened
        await pilot.resize_terminal(80, 10)
        for _ in range(100):  # it is laid out once more when its lines are known
            if height(dialog) != opened:
                break
            await pilot.pause(0.02)
        assert height(dialog) == 5


async def test_what_comes_late_has_room() -> None:
    names, notice = ["apple"], Notice()
    app = Dialogs()
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = Choose("Pick", lambda _: choices(*names), changed=notice)
        app.ask(dialog)
        await pilot.pause()
        names += ["banana", "cherry"]
        notice()
        await pilot.pause()
        assert height(dialog) == 3


async def test_what_only_says_something_is_never_picked() -> None:
    offers = [Choice("…", "Looking …", is_note=True)]
    app = Dialogs()
    async with app.run_test() as pilot:
        dialog = Choose("Pick", lambda _: offers, pages=Pages())
        app.ask(dialog)
        await pilot.pause()
        await pilot.press("down", "enter")
        assert (app.screen, keys_of(dialog)) == (dialog, "Esc cancels")
        offers.insert(0, Choice("apple", "Apple"))
        dialog.list_choices()
        await pilot.press("down", "enter")
        assert app.result == "apple"


async def test_the_keys_say_what_they_do_to_what_is_highlighted() -> None:
    on: list[str] = ["banana"]
    app = Dialogs()

    def switches(_: str) -> list[Choice]:
        return [Choice(name, name, is_selected=name in on) for name in ("apple", "banana")]

    async with app.run_test() as pilot:
        dialog = Choose("Pick", switches, toggle=on.append, verbs=("adds", "takes away"))
        app.ask(dialog)
        await pilot.pause()
        assert keys_of(dialog) == "Enter adds Up Down move Esc closes"
        assert dialog.query_one(KeysBar).region.bottom == app.size.height
        await pilot.press("enter")
        assert keys_of(dialog) == "Enter takes away Up Down move Esc closes"
        await pilot.press("x")
        assert keys_of(dialog) == "Esc closes"
        await pilot.press("escape")
        app.ask(Choose("Pick", switches))
        await pilot.pause()
        assert isinstance(app.screen, Choose)
        assert keys_of(app.screen) == "Enter picks Up Down move Esc cancels"


async def test_beyond_the_ends_of_a_page_there_are_others() -> None:
    pages = Pages()
    pages.has_others = True
    app = Dialogs()
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = Choose(
            "Pick",
            lambda text: choices(*(f"{text}{number} of page {pages.page}" for number in range(3))),
            changed=pages.changed,
            pages=pages,
        )
        app.ask(dialog)
        await pilot.pause()
        assert str(dialog.query_one(".dialog--title", Static).content) == "Pick  page 1 of 3"
        assert "PgDn PgUp turn the page" in keys_of(dialog)
        for key, turn, page, there in (
            ("pagedown", 1, 2, 0),
            ("up", -1, 1, 2),
            ("down", 1, 2, 0),
            ("pageup", -1, 1, 2),
        ):
            await pilot.press(key)
            assert pages.turns.pop() == turn
            assert "page 2" not in (highlighted_id(dialog) or "") or page == 1  # it is not there yet
            pages.come(page)
            await pilot.pause()
            assert highlighted_id(dialog) == f"{there} of page {page}"
        await pilot.press("pagedown", "x")  # what is typed now is looked for from its first page on
        pages.come(1)
        await pilot.pause()
        assert highlighted_id(dialog) == "x0 of page 1"


async def test_where_there_are_no_pages_the_keys_go_by_as_much_as_is_seen() -> None:
    app = Dialogs()
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = Choose("Pick", lambda _: choices(*(f"{number}" for number in range(30))))
        app.ask(dialog)
        await pilot.pause()
        for key, there in (("pagedown", "12"), ("pagedown", "24"), ("pagedown", "29"), ("pageup", "17")):
            await pilot.press(key)
            assert highlighted_id(dialog) == there
