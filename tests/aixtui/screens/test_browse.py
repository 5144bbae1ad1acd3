import threading
from dataclasses import replace

import pytest
from textual.content import Content

from aixtui.app import AixtuiApp
from aixtui.kinds import KINDS
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.widgets.bars import FooterBar
from aixtui.widgets.resource_table import ResourceTable
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
MODELS = str([kind.id for kind in KINDS].index("model") + 1)


async def test_the_list_is_there_with_its_total(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await wait_for_text(pilot, "page 1/")
        assert "SANDBOX" in screen_text(app)


async def test_a_page_is_as_long_as_the_screen_and_keeps_the_row_under_the_cursor(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "1-18 of")
        await pilot.press("n")
        await wait_for_text(pilot, "19-36 of")
        await pilot.resize_terminal(80, 40)
        await wait_for_text(pilot, "1-34 of")
        await pilot.resize_terminal(80, 24)
        await wait_for_text(pilot, "19-36 of")


async def test_search_asks_the_server_while_typing_and_escape_clears_it(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press(MODELS)
        await wait_for_text(pilot, "Language Ident")
        await pilot.press("slash", *"text-stat")
        await wait_until(pilot, lambda: "Language Ident" not in screen_text(app), "the hits")
        assert current(app) == "Text Statistics"
        await pilot.press("enter")
        assert isinstance(app.focused, ResourceTable)
        await pilot.press("escape")
        await wait_for_text(pilot, "Text Statistics")


async def test_nothing_found_says_so_and_how_to_go_on(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press("slash", *"zzqx", "enter")
        await wait_for_text(pilot, "No agents match “zzqx”.")
        await pilot.press("enter")
        await wait_for_text(pilot, "There is no agent under the cursor.")
        await wait_until(pilot, lambda: "/ search" in footer(app), "the footer")
        assert not [label for label in ("open", "next", "prev", "run", "mark") if f" {label} " in footer(app)]
        await pilot.press("escape")
        await wait_for_text(pilot, "Text Analyst")


async def test_what_a_kind_cannot_do_is_refused_with_the_reason(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press(MODELS)
        await wait_for_text(pilot, "Text Statistics")
        await pilot.press("D")
        await wait_for_text(pilot, "Models are read-only")
        assert "D delete" not in screen_text(app)


async def test_the_footer_offers_what_is_known_to_be_possible(
    sandbox: RunningSandbox, silent_server: tuple[str, threading.Event]
) -> None:
    app = app_on(replace(connection_to(sandbox), backend_url=silent_server[0]))
    async with app.run_test(size=(200, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "Loading agents")
        assert "filter" in footer(app)
        assert not [label for label in ("run", "add", "edit", "delete") if f" {label} " in footer(app)]
        await pilot.press("a")
        await wait_for_text(pilot, "Waiting for the agents: it is done once they are there.")


async def test_another_kind_has_its_own_footer_at_once(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(200, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        assert "D delete" in footer(app)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        lines: list[str] = []
        bar = screen.query_one(FooterBar)
        models = screen.browser.listings["model"].source
        await wait_until(pilot, lambda: models.capabilities is not None, "what models can do")
        draw = bar.show

        def show(content: str | Content) -> None:
            if screen.browser.listing.source is models:  # a last look at the agents may still be on its way
                lines.append(str(content))
            draw(content)

        bar.show = show  # type: ignore[method-assign]
        await pilot.press(MODELS)
        await wait_for_text(pilot, "Text Statistics")
        assert lines
        assert not [line for line in lines if "delete" in line or "edit" in line]
        await wait_until(pilot, lambda: "r run" in lines[-1], "what models can do")


async def test_a_resource_opened_by_its_address_has_its_actions(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model", "sandbox/sentiment"))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        await wait_until(pilot, lambda: "r run" in footer(app), "its actions")
        assert "Delete" not in footer(app)


def footer(app: AixtuiApp) -> str:
    return screen_text(app).rpartition("\n")[2]


async def test_a_wrong_key_is_one_clear_sentence(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox, key="not-the-key-of-anybody"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "is not accepted: ")
        await pilot.press("escape")
        await wait_for_text(pilot, "The API key was not accepted")
        assert "Traceback" not in screen_text(app)
        assert "not-the-key-of-anybody" not in screen_text(app)


async def test_hostile_rows_are_shown_and_open(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press(MODELS, "slash", *"hostile", "enter")
        await wait_until(pilot, lambda: "hostile" in hit_paths(app), "the hostile rows")
        for _ in range(len(hit_paths(app).split())):
            await pilot.press("enter")
            await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail screen")
            await pilot.press("tab", "shift+tab", "escape")
            await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
            await pilot.press("j")
        assert "\x1b" not in screen_text(app)


def current(app) -> str:  # type: ignore[no-untyped-def]
    row = app.screen.browser.listing.current
    return row.cells[0].text if row else ""


def hit_paths(app) -> str:  # type: ignore[no-untyped-def]
    page = app.screen.browser.listing.page
    return " ".join(str(row.resource.path) for row in page.rows) if page else ""


async def test_the_search_of_a_list_one_comes_back_to_is_typed_on_and_deleted(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        for keys, address in (("text", "agents?q=text"), (" an", "agents?q=text+an")):
            await pilot.press("slash", *keys, "enter")
            await wait_until(pilot, lambda address=address: app.place.address == address, address)  # type: ignore[misc]
            await pilot.press("2")
            await wait_for_text(pilot, "▌ Text Statistics")
            await pilot.press("1")
            await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash", "ctrl+u", *"word", "enter")
        await wait_until(pilot, lambda: app.place.address == "agents?q=word", "another one")
