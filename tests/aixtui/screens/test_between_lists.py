"""Every key of the list, pressed while the rows of another list are still on the screen."""

from dataclasses import replace

import pytest

from aixtui.actions import actions_of
from aixtui.app import AixtuiApp
from aixtui.entrance import Entrance
from aixtui.kindspec.cells import Cell
from aixtui.kindspec.kind import Column
from aixtui.screens.browse.screen import BrowseScreen
from tests.aixtui.controllers.fruit import fruit
from tests.aixtui.headless import NOWHERE, session_on
from tests.aixtui.tuple_source import Gate, TupleSource
from tests.driving import NO_PROFILES, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
KEYS = [action.keys[0] for action in actions_of("browse", "table", "chips") if action.keys]


def tools() -> TupleSource:
    return replace(
        TupleSource(("saw 3", "axe 1", "drill 2", "file 4")),
        id="tool",
        plural="tools",
        label="Tools",
        columns=(
            Column("title", "Title", lambda tool: Cell(tool.split()[0]), sort="title"),
            Column("weight", "Weight", lambda tool: Cell(tool.split()[1])),
        ),
    )


async def test_every_key_may_be_pressed_before_the_rows_are_there() -> None:
    sources = fruit(), tools()
    app = AixtuiApp(Entrance("default", session_on(NOWHERE, 3)), lambda _: sources, NO_PROFILES)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ apple")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        browser = screen.browser
        for key in KEYS:
            browser.show(0)
            await wait_until(pilot, lambda: browser.listing.page is not None, "the fruit")
            gates = [Gate(1, 2, 3), Gate(1, 2, 3)]
            for source, gate in zip(sources, gates, strict=True):
                source.before = gate
                browser.loader.pages.forget(source.id)
            browser.listings["tool"].page = None
            await pilot.press("2", key)
            await pilot.pause()
            assert app._exception is None, key  # noqa: SLF001  # told only once the app has ended
            if app.screen is not screen:
                await pilot.press("escape")
                await wait_until(pilot, lambda: app.screen is screen, f"the list again after {key}")
            await pilot.press("escape")
            for gate in gates:
                gate.open()
            await wait_until(pilot, lambda: not browser.activity.busy, f"the rows after {key}")
