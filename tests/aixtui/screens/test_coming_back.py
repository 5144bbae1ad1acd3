"""The address that is shown and the view that is saved lead back to the same rows in the same order."""

import pytest
from textual.widgets import Input

from aixtui.kinds import KINDS
from aixtui.listing.address import AppAddress, parse
from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.prompt import Prompt
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("size", "rows"), [((80, 24), "253-270 of"), ((120, 40), "239-272 of")])
async def test_an_address_far_on_leads_back_to_its_rows(
    sandbox: RunningSandbox, size: tuple[int, int], rows: str
) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "page 1/")
        assert app.place.address == "models"
        await pilot.press("number_sign")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        app.screen.query_one(Input).value = "15"
        await pilot.press("enter")
        await wait_for_text(pilot, "253-270 of")
        address = app.place.address
    again = app_on(connection_to(sandbox), start=parse(address, KINDS))
    async with again.run_test(size=size) as pilot:
        await wait_for_text(pilot, rows)


async def test_a_view_keeps_the_order_of_each_page_and_begins_on_the_first(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press("n")
        await wait_for_text(pilot, "page 2/")
        for _ in range(2):
            await pilot.press("s")
            await wait_for_text(pilot, "Sort by")
            await pilot.press(*"func", "enter")
            await wait_for_text(pilot, "by function on this page only")
        await wait_for_text(pilot, "FUNCTION ▼")
        await pilot.press("V")
        await wait_for_text(pilot, "Name for this view")
        assert "page=" not in screen_text(app)
        await pilot.press(*"mine", "enter")
        await wait_for_text(pilot, "Saved view mine.")
        await pilot.press("1")
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("v")
        await wait_for_text(pilot, "Views, favourites")
        await pilot.press("enter")
        await wait_for_text(pilot, "FUNCTION ▼")
        await wait_for_text(pilot, "by function on this page only")
        assert "page 1/" in screen_text(app)
