"""What a resource takes, on the screen: reached by an address and by keys, searched."""

import pytest

from aixtui.kinds.tool import TOOL
from aixtui.kindspec.cells import Cell
from aixtui.kindspec.overview import ShownFact, ShownSection
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.widgets.facts import facts_lines
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_an_address_leads_there_and_slash_searches_it(sandbox: RunningSandbox) -> None:
    start = AppAddress(TOOL.id, "sandbox/calculator/sandbox", "actions")
    app = app_on(connection_to(sandbox), start=start)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "╭─ add ─")
        assert " 1 Overview  2 Actions  3 JSON  4 Runs  5 Code" in screen_text(app)
        await pilot.press("slash", *"the second", "enter")
        await wait_for_text(pilot, "find “the second” 1 of 1")
        await wait_for_text(pilot, "The second number.")
        await pilot.press("1")
        await wait_for_text(pilot, "nothing found")
        await pilot.press("9")
        await pilot.press("escape", "2")
        await wait_until(pilot, lambda: app.place.address.endswith("/actions"), "the address of the tab")


async def test_a_kind_without_any_has_no_such_tab(filled_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(filled_sandbox), start=AppAddress("trigger"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ ")
        await pilot.press("enter")
        await wait_for_text(pilot, " 1 Overview  2 JSON  3 Code")


@pytest.mark.parametrize("width", [30, 50, 80, 120])
def test_long_names_stand_in_lines_of_their_own_and_nothing_is_wider_than_there_is_room(width: int) -> None:
    name = "a_name_that_is_longer_than_any_column_of_labels"
    facts = (ShownFact("", Cell("Speaks for itself.")), ShownFact(name, Cell("number, required")))
    section = ShownSection("AN_ACTION_OF_A_VERY_LONG_NAME_" * 9, facts, is_name=True)
    lines = facts_lines([section], width)
    texts = [line.plain for line in lines]
    assert any("number, required" in text and name[:9] not in text for text in texts)
    assert [text for text in texts[1:] if len(text) > max(width, 36)] == []
