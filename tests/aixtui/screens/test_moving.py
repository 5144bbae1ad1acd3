"""Going from place to place: addresses, history, pages, rows, views."""

from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.detail.screen import DetailScreen
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def command(pilot: Pilot[Any], text: str) -> None:
    await pilot.press("colon", *text, "enter")


async def test_the_header_says_where_one_is(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "page 1/")
        assert " › Models  " in header(app)
        await command(pilot, "models speech developer=Google sort=-name")
        address = "models?q=speech&developer=Google&sort=-name"
        await wait_until(pilot, lambda: app.place.address == address, "it")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        assert " › Models › Google " in header(app)
        await pilot.press("3")
        await wait_until(pilot, lambda: app.place.address.endswith("/json"), "the address of the tab")


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


async def test_what_is_kept_here_is_opened_by_its_word(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("plus", "colon", *"favo")
        await wait_for_text(pilot, ": favourites")
        await pilot.press("enter")
        await wait_for_text(pilot, " Favourites ")
        await pilot.press("escape")
        await command(pilot, "views")
        await wait_for_text(pilot, "Views, favourites, and what was opened lately")
        await pilot.press("escape")
        await command(pilot, "drafts")
        await wait_for_text(pilot, "There is nothing that was typed and never saved.")


async def test_enter_goes_to_what_the_ghost_shows(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await command(pilot, "mode")
        await wait_for_text(pilot, "▌ Text Statistics")
        await command(pilot, "modex")
        await wait_for_text(pilot, "modex")
        assert app.place.address == "models"


async def test_typed_lines_are_typed_again_by_up_and_what_is_being_typed_is_kept(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        for line in ("models speech", "tools", "models speech"):
            await command(pilot, line)
            await wait_until(pilot, lambda line=line: app.place.address.startswith(line[:5]), line)  # type: ignore[misc]
        await pilot.press("colon", *"ski")
        for key, shown in (
            ("up", ": models speech"),
            ("up", ": tools"),
            ("up", ": tools"),
            ("down", ": models speech"),
            ("down", ": ski"),
            ("down", ": ski"),
        ):
            await pilot.press(key)
            await wait_for_text(pilot, shown)
        await pilot.press("up", "up", "enter")
        await wait_until(pilot, lambda: app.place.address == "tools", "the tools")


async def test_what_the_app_can_do_is_typed_as_well(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await command(pilot, "hel")
        await wait_for_text(pilot, "Keys of this screen")
        await pilot.press("escape", "escape")
        await command(pilot, "q")
        await wait_until(pilot, lambda: not app.is_running, "the end")


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
