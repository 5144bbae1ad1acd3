"""Filters, sort, columns, preview and the filter of the page."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.widgets.bars import FooterBar
from aixtui.widgets.filter_chips import FilterChips
from aixtui.widgets.pager import Pager
from aixtui.widgets.preview import PreviewPane
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
MODELS = AppAddress("model")


async def choose(pilot: Pilot[Any], key: str, text: str) -> None:
    """Open a dialog, narrow it, pick what is on top."""
    await pilot.press(key)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose), "the dialog")
    await pilot.press(*text.replace(" ", "\0").replace("\0", " "), "enter")


async def narrow(pilot: Pilot[Any], text: str) -> None:
    await choose(pilot, "F", text)
    await pilot.press("escape")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, BrowseScreen), "the list")


def listing(app: Any) -> Any:
    return next(screen for screen in app.screen_stack if isinstance(screen, BrowseScreen)).browser.listing


async def test_any_chip_can_be_dropped_by_the_keyboard(sandbox: RunningSandbox) -> None:
    filters = (("function", "speech-recognition"), ("developer", "Google"), ("status", "onboarded"))
    app = app_on(connection_to(sandbox), start=AppAddress("model", query=Query(filters=filters)))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Google")
        await pilot.press("shift+tab")
        await wait_until(pilot, lambda: isinstance(app.focused, FilterChips), "the chips")
        await wait_for_text(pilot, "Enter drop filter")
        await pilot.press("right", "enter")
        await wait_until(pilot, lambda: listing(app).query.filters == (filters[0], filters[2]), "two filters")
        await wait_for_text(pilot, "status:onboarded x")
        await pilot.press("left", "left", "backspace")
        await wait_until(pilot, lambda: listing(app).query.filters == (filters[2],), "one filter")
        await pilot.press("escape")
        assert isinstance(app.focused, ResourceTable)
        await pilot.press("x", "enter")
        await wait_until(pilot, lambda: not listing(app).query.filters, "none")
        await wait_until(pilot, lambda: isinstance(app.focused, ResourceTable), "the list")
        await pilot.press("shift+tab")
        await wait_until(pilot, lambda: isinstance(app.focused, Input), "the search, for there is no chip")


async def test_the_footer_of_a_part_can_be_clicked(sandbox: RunningSandbox) -> None:
    start = AppAddress("model", query=Query(filters=(("developer", "Google"),)))
    app = app_on(connection_to(sandbox), start=start)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "developer:Google x")
        await pilot.press("slash", *"speech")
        await wait_for_text(pilot, "Enter to the hits")
        await pilot.click(FooterBar, offset=(3, 0))
        await wait_until(pilot, lambda: isinstance(app.focused, ResourceTable), "the list")
        await pilot.press("x")
        await wait_for_text(pilot, "Enter drop filter")
        await pilot.click(FooterBar, offset=(3, 0))
        await wait_until(pilot, lambda: not listing(app).query.filters, "no filter")


async def test_a_value_that_is_not_known_can_be_typed(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "Text Statistics")
        await narrow(pilot, "developer Nobody Inc")
        await wait_for_text(pilot, "No models match developer Nobody Inc.")
        await wait_for_text(pilot, "Backspace  drops developer Nobody Inc")


async def test_the_panel_offers_what_was_seen_on_other_pages_and_says_so(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "Text Statistics")
        await pilot.press("n", "n", "n")
        await wait_for_text(pilot, "page 4/")
        await pilot.press("H")
        await wait_for_text(pilot, "page 1/")
        here = {row.resource.developer for row in listing(app).rows}
        await pilot.press("F")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog")
        await pilot.press(*"developer:")
        await wait_for_text(pilot, "pages loaded so far,")
        options = {
            line.split("Developer: ")[1].split("  ")[0]
            for line in screen_text(app).splitlines()
            if "] Developer: " in line
        }
        assert options - here


async def test_a_column_that_a_filter_fixes_gives_its_room_to_the_names(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Statistics")
        assert "FUNCTION" in screen_text(app).splitlines()[3]
        await narrow(pilot, "speech-reco")
        await wait_for_text(pilot, "function:speech-recognition x")
        await wait_until(
            pilot, lambda: "FUNCTION" not in screen_text(app).splitlines()[3], "the other columns"
        )
        assert "DEVELOPER" in screen_text(app).splitlines()[3]
        await pilot.press("backspace")
        await wait_until(pilot, lambda: "FUNCTION" in screen_text(app).splitlines()[3], "all columns again")


async def test_the_filter_of_the_page_is_told_from_the_search(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "Text Statistics")
        page = listing(app).page
        await pilot.press("f", *"lngident")
        await wait_for_text(pilot, "filter this page lngident")
        await pilot.press("enter")
        await wait_for_text(pilot, f"filter “lngident” 1 of {len(page.rows)}  1-{len(page.rows)} of")
        assert "Text Statistics" not in screen_text(app)
        assert listing(app).page is page
        await pilot.press("escape")
        await wait_for_text(pilot, "Text Statistics")
        assert "filter" not in screen_text(app).splitlines()[-2]


async def test_the_lines_that_are_typed_in_move_nothing(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        pager, body = app.screen.query_one(Pager), app.screen.query_one(ResourceList)
        at, page = body.region, listing(app).page
        await pilot.press("f")
        await wait_until(pilot, lambda: not pager.display, "the line in the pager's place")
        await wait_for_text(pilot, "filter this page")
        assert body.region == at
        await pilot.click(ResourceTable, offset=(10, 3))
        await wait_until(pilot, lambda: pager.display, "the pager again")
        assert body.region == at
        seen = screen_text(app).splitlines()
        await pilot.press("colon")
        await wait_for_text(pilot, "\n :\n")
        assert screen_text(app).splitlines()[:-2] == seen[:-2]
        await pilot.click(offset=(10, 6))
        await wait_until(pilot, lambda: len(app.screen_stack) == 2, "the list again")
        await wait_until(pilot, lambda: screen_text(app).splitlines() == seen, "the pager again")
        await pilot.press("f", *"stat", "ctrl+p")
        await wait_until(pilot, lambda: len(app.screen_stack) > 2, "the palette")
        await pilot.press("escape")
        await wait_until(pilot, lambda: len(app.screen_stack) == 2, "the list")
        await pilot.press(*"is")
        await wait_for_text(pilot, "filter this page statis")
        await pilot.press("enter", "f", "escape")
        await wait_until(pilot, lambda: pager.display and not listing(app).page_filter, "no filter")
        assert body.region == at
        assert listing(app).page is page


async def test_the_preview_follows_the_cursor_beside_or_below(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "Text Statistics")
        await pilot.press("o")
        await wait_for_text(pilot, "sandbox/text-statistics")
        assert app.screen.query_one(PreviewPane).region.x > 0
        await pilot.press("j")
        await wait_for_text(pilot, "sandbox/sentiment")
        await pilot.resize_terminal(80, 30)
        await wait_until(pilot, lambda: app.screen.query_one(PreviewPane).region.x == 0, "the preview below")
        await pilot.press("o")
        await wait_until(pilot, lambda: "sandbox/sentiment" not in screen_text(app), "no preview")


async def test_wide_shows_every_column_and_scrolls(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Statistics")
        assert "UPDATED" not in screen_text(app)
        await pilot.press("w", *["right"] * 8)
        await wait_for_text(pilot, "UPDATED")
        await pilot.press("w", *["left"] * 8)
        await wait_until(pilot, lambda: "UPDATED" not in screen_text(app), "the columns that fit")


async def test_the_columns_that_are_there_are_the_ones_switched_on(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "Text Statistics")
        head = screen_text(app).splitlines()[3].split()
        assert "HOST" in head
        await pilot.press("C")
        await wait_for_text(pilot, "Columns, in the order")
        text = screen_text(app)
        assert all(f"[x] {name.capitalize()}" in text for name in head if name not in ("▲", "▼"))
        await pilot.press(*"host", "enter", "escape")
        await wait_until(pilot, lambda: "HOST" not in screen_text(app).splitlines()[3], "one column less")
        assert screen_text(app).splitlines()[3].split() == [name for name in head if name != "HOST"]


async def test_the_unit_of_all_prices_stands_in_the_head_and_an_order_by_price_says_its_limit(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "PRICE /REQUEST")
        assert "/request" not in screen_text(app)
        await pilot.press("s")
        await wait_for_text(pilot, "on the server, whatever the unit")
        await pilot.press(*"price", "enter")
        await wait_for_text(pilot, "by price whatever the unit")
