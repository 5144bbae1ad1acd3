"""Going from place to place: addresses, history, pages, rows, views."""

import re
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from aixtui.app import AixtuiApp
from aixtui.controllers.columns import ColumnsController
from aixtui.listing.address import AppAddress
from aixtui.listing.columns import ColumnLayout
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.stores.state import StateStore
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def command(pilot: Pilot[Any], text: str) -> None:
    await pilot.press("colon", *text, "enter")


async def test_a_typed_address_goes_there(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await command(pilot, "models speech developer=Google sort=-name")
        await wait_for_text(pilot, "developer:Google x")
        await wait_for_text(pilot, "Name ▼")
        await command(pilot, "modles")
        await wait_for_text(pilot, "There is no kind 'modles'.")
        await command(pilot, "models/sandbox%2Fsentiment")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        await wait_for_text(pilot, "sandbox/sentiment/sandbox")


async def test_the_address_of_every_place_is_shown(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "page 1/")
        assert " models  " in header(app)
        await command(pilot, "models speech developer=Google sort=-name")
        await wait_until(pilot, lambda: "models?q=speech&developer=Google&sort=-name" in header(app), "it")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        assert f" {app.address}  " in header(app)
        await pilot.press("tab")
        await wait_until(pilot, lambda: "/json  " in header(app), "the address of the tab")


def header(app: AixtuiApp) -> str:
    return screen_text(app).partition("\n")[0]


async def test_the_ghost_completes_a_kind(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"mod")
        await wait_for_text(pilot, ": models")
        await pilot.press("tab", "enter")
        await wait_for_text(pilot, "▌ Text Statistics")


async def test_back_and_forward_restore_search_page_and_cursor(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model", query=Query(text="speech")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press("n")
        await wait_for_text(pilot, "page 2/")
        await pilot.press("j", "j")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        chosen = screen.browser.listing.cursor
        await command(pilot, "models writer")
        await wait_until(pilot, lambda: screen.browser.listing.query.text == "writer", "the other search")
        await pilot.press("less_than_sign")
        await wait_for_text(pilot, "page 2/")
        assert screen.browser.listing.query.text == "speech"
        await wait_until(pilot, lambda: screen.browser.listing.cursor == chosen, "the cursor")
        await pilot.press("greater_than_sign")
        await wait_until(pilot, lambda: screen.browser.listing.query.text == "writer", "forward again")
        await pilot.press("greater_than_sign")
        await wait_for_text(pilot, "There is nothing to go forward to.")


def choose_columns(screen: BrowseScreen, *names: str) -> None:
    columns = next(one for one in screen.controllers if isinstance(one, ColumnsController))
    columns.memory.choose(ColumnLayout(names))


async def test_back_brings_columns_marks_and_the_sort_of_the_page(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        await app.workers.wait_for_complete()
        choose_columns(screen, "host", "name")
        screen.browser.listing.sort_page("-host")
        await pilot.press("j", "space", "space")
        marks = list(screen.browser.listing.marks)
        assert len(marks) == 2
        cursor = screen.browser.listing.cursor
        await command(pilot, "models writer")
        await wait_until(pilot, lambda: screen.browser.listing.query.text == "writer", "the other search")
        await wait_until(pilot, lambda: not screen.browser.activity.busy, "its rows")
        choose_columns(screen, "name", "price")
        await pilot.press("U", "space")
        await pilot.press("less_than_sign")
        await wait_until(pilot, lambda: screen.browser.listing.query.text == "", "back")
        assert list(screen.browser.listing.marks) == marks
        assert screen.browser.listing.page_sort == "-host"
        assert screen.browser.listing.cursor == cursor
        await wait_for_text(pilot, "2 marked")
        await wait_until(pilot, lambda: re.search(r"Host ▼ +Name", screen_text(app)) is not None, "columns")
        await pilot.press("greater_than_sign")
        await wait_until(pilot, lambda: re.search(r"Name +Price", screen_text(app)) is not None, "forward")
        assert len(screen.browser.listing.marks) == 1
        await pilot.press("less_than_sign")
        await wait_until(pilot, lambda: screen.browser.listing.query.text == "", "back")
        await app.workers.wait_for_complete(
            [worker for worker in app.workers if worker.group == "default" and not worker.is_finished]
        )
    kept = StateStore()
    assert [column.id for column in kept.columns("model")] == ["name", "price"]
    kept.close()


async def test_back_brings_no_mark_of_what_was_deleted(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        await pilot.press("space", "space")
        first, second = screen.browser.listing.marks.rows
        await command(pilot, "models")
        await wait_for_text(pilot, "▌ Text Statistics")
        await app.session.write(lambda ws: ws.delete(second.resource))
        await pilot.press("less_than_sign")
        await wait_for_text(pilot, "1 marked")
        assert list(screen.browser.listing.marks) == [first.id]


async def test_back_brings_the_cursor_of_a_list_that_a_filter_was_put_on(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        await pilot.press("j", "j", "j")
        await wait_until(
            pilot, lambda: screen.browser.listing.cursor == screen.browser.listing.rows[3].id, "the cursor"
        )
        cursor = screen.browser.listing.cursor
        screen.browser.ask(screen.browser.listing.query.toggle_filter("developer", "Google", many=False))
        await wait_for_text(pilot, "developer:Google x")
        await wait_until(pilot, lambda: screen.browser.listing.cursor != cursor, "other rows")
        await pilot.press("less_than_sign")
        await wait_for_text(pilot, "▌ Long Document Report")


async def test_going_to_a_page_and_to_a_row(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "page 1/")
        for typed, shown in (("7", "109-126 of"), ("r 40", "37-54 of")):
            await pilot.press("number_sign")
            await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
            app.screen.query_one(Input).value = typed
            await pilot.press("enter")
            await wait_for_text(pilot, shown)
        assert screen_text(app).splitlines()[4 + 3].startswith("▌")
        await pilot.press("number_sign")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        app.screen.query_one(Input).value = "9999"
        await pilot.press("enter")
        await wait_for_text(pilot, "There is no such page.")


async def test_first_and_last_page(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "page 1/3")
        await pilot.press("L")
        await wait_for_text(pilot, "page 3/3")
        await pilot.press("H")
        await wait_for_text(pilot, "page 1/3")


async def test_views_and_favourites_last(sandbox: RunningSandbox) -> None:
    first = app_on(connection_to(sandbox), start=AppAddress("model", query=Query(text="speech", sort="name")))
    async with first.run_test(size=(120, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press("V")
        await wait_until(pilot, lambda: isinstance(first.screen, Prompt), "the question")
        await pilot.press(*"Talk", "enter")
        await wait_for_text(pilot, "Saved view Talk.")
        await pilot.press("plus")
        await wait_for_text(pilot, "is a favourite now")
    second = app_on(connection_to(sandbox))
    async with second.run_test(size=(120, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: bool(second.screen.browsing.saved.content.views), "the views")  # type: ignore[attr-defined]
        await pilot.press("v")
        await wait_until(pilot, lambda: isinstance(second.screen, Choose), "the dialog")
        await wait_for_text(pilot, "favourite model")
        await pilot.press(*"talk", "enter")
        await wait_for_text(pilot, "/ speech")
        await command(pilot, "agents")
        await wait_for_text(pilot, "▌ Text Analyst")
        await command(pilot, "Talk")
        await wait_for_text(pilot, "/ speech")


async def test_what_was_opened_lately_is_offered(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await pilot.press("v")
        await wait_for_text(pilot, "opened agent")
        await pilot.press(*"text an", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource again")


async def test_a_filter_of_the_page_ends_with_the_page_it_was_about(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("f", *"meeting", "enter")
        await wait_for_text(pilot, " 2 of 1")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("1")
        await wait_for_text(pilot, "Text Analyst")


async def test_another_size_meanwhile_keeps_the_rows_that_were_seen(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "1-34 of")
        await pilot.press("n", "n")
        await wait_for_text(pilot, "69-102 of")
        await pilot.press("1")
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.resize_terminal(80, 24)
        await wait_for_text(pilot, "1-18 of")
        await pilot.press("2")
        await wait_for_text(pilot, "55-72 of")
