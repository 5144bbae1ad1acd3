import socket
import threading
from dataclasses import replace
from typing import Any

import pytest
from textual.content import Content

from aixtui.app import AixtuiApp
from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.settings.tree import Browse, Settings
from aixtui.widgets.bars import FooterBar
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage
from aixtui.workspace.workspace import WorkspaceGateway
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


async def test_a_page_size_that_is_set_wins(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), Settings(browse=Browse(page_size=5)))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "1-5 of")


async def test_pages_turn_and_end(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        first = screen_text(app).splitlines()[4]
        await pilot.press("n")
        await wait_for_text(pilot, "page 2/")
        assert first not in screen_text(app)
        await pilot.press("p")
        await wait_for_text(pilot, "page 1/")
        await wait_for_text(pilot, first)
        await pilot.press("p")
        await wait_for_text(pilot, "This is the first page.")


async def test_a_page_on_its_way_does_not_come_after_another_was_asked_for(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "page 1/")
        await wait_until(pilot, lambda: all(w.is_finished for w in app.workers), "the prefetched page")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        search, asked, go_on = WorkspaceGateway.search, threading.Event(), threading.Event()

        def slow(workspace: WorkspaceGateway, kind: Kind, query: Query, **options: Any) -> RowPage:
            if query.page == 3:
                asked.set()
                go_on.wait(10)
            return search(workspace, kind, query, **options)

        monkeypatch.setattr(WorkspaceGateway, "search", slow)
        screen.browser.ask(screen.browser.listing.query._replace(page=3))
        await wait_until(pilot, asked.is_set, "the request")
        screen.browser.ask(screen.browser.listing.query._replace(page=2))
        await wait_for_text(pilot, "page 2/")
        go_on.set()
        await wait_until(pilot, lambda: all(w.is_finished for w in app.workers), "all answers")
        assert "page 2/" in screen_text(app)
        assert screen.browser.listing.page is not None
        assert screen.browser.listing.page.query.page == 2


async def test_page_down_goes_to_the_end_and_then_to_the_next_page(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press("pagedown", "pagedown")
        await wait_for_text(pilot, "page 2/")
        await pilot.press("pageup")
        await wait_for_text(pilot, "page 1/")


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
        await pilot.press("escape")
        await wait_for_text(pilot, "Text Analyst")


async def test_each_kind_is_left_as_it_was(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("n")
        await wait_for_text(pilot, "page 2/")
        await pilot.press("j", "j")
        chosen = current(app)
        await pilot.press("right_square_bracket")
        await wait_for_text(pilot, "Text Statistics")
        await pilot.press("left_square_bracket")
        await wait_for_text(pilot, "page 2/")
        assert current(app) == chosen


async def test_what_a_kind_cannot_do_is_refused_with_the_reason(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "page 1/")
        await pilot.press(MODELS)
        await wait_for_text(pilot, "Text Statistics")
        await pilot.press("D")
        await wait_for_text(pilot, "Models are read-only")
        assert "D Delete" not in screen_text(app)


async def test_the_footer_offers_what_is_known_to_be_possible(
    sandbox: RunningSandbox, silent_server: tuple[str, threading.Event]
) -> None:
    app = app_on(replace(connection_to(sandbox), backend_url=silent_server[0]))
    async with app.run_test(size=(200, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "Loading agents")
        assert "Filters" in footer(app)
        assert not [label for label in ("Run", "Add", "Edit", "Delete") if f" {label} " in footer(app)]
        await pilot.press("a")
        await wait_for_text(pilot, "Nothing is known of the agents yet.")


async def test_another_kind_has_its_own_footer_at_once(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(200, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        assert "D Delete" in footer(app)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        shown: list[str] = []
        watched = screen.query_one(FooterBar)
        models = screen.browser.listings["model"].source
        await wait_until(pilot, lambda: models.capabilities is not None, "what models can do")
        draw = watched.show

        def show(content: str | Content) -> None:
            shown.append(str(content))
            draw(content)

        watched.show = show  # type: ignore[method-assign]
        await pilot.press(MODELS)
        await wait_for_text(pilot, "Text Statistics")
        assert shown
        assert all("r Run" in line and "Delete" not in line and "Edit" not in line for line in shown)


async def test_a_resource_opened_by_its_address_has_its_actions(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model", "sandbox/sentiment"))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        await wait_until(pilot, lambda: "r Run" in footer(app), "its actions")
        assert "Delete" not in footer(app)


def footer(app: AixtuiApp) -> str:
    return screen_text(app).rpartition("\n")[2]


async def test_a_wrong_key_is_one_clear_sentence(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox, key="not-the-key-of-anybody"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "The API key was not accepted")
        assert "Traceback" not in screen_text(app)
        assert "not-the-key-of-anybody" not in screen_text(app)


async def test_an_unreachable_backend_is_said_and_can_be_tried_again(sandbox: RunningSandbox) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    connection = replace(connection_to(sandbox), backend_url=address)
    app = app_on(connection)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Cannot reach the backend")
        await pilot.press("ctrl+r")
        await app.workers.wait_for_complete()
        assert "Cannot reach the backend" in screen_text(app)


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
