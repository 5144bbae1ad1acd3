"""What a list shows when the server does not give it: each state says what is wrong and what to do."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox, start
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.reader import Reader
from aixtui.system import clock
from aixtui.workspace.rows import RowPage
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
Faulty = Callable[[str], RunningSandbox]


@pytest.fixture
def faulty(sandbox_file: Path, tmp_path: Path) -> Iterator[Faulty]:
    """Starts a sandbox of which every answer has a fault."""
    servers: list[RunningSandbox] = []

    def begin(fault: str) -> RunningSandbox:
        path = tmp_path / "faulty.db"
        shutil.copy(sandbox_file, path)
        servers.append(start(path, fault=fault))
        return servers[-1]

    yield begin
    for server in servers:
        server.stop()


@pytest.mark.parametrize(
    ("fault", "title", "hint"),
    [
        ("status=403", "Not allowed", "This failure was asked for."),
        ("status=402", "Not enough credits", "Top up"),
        ("malformed", "The backend's answer makes no sense", "Is the backend URL right?"),
    ],
)
async def test_a_refusal_stands_in_the_place_of_the_table(
    faulty: Faulty, fault: str, title: str, hint: str
) -> None:
    app = app_on(connection_to(faulty(fault)))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, title)
        await wait_for_text(pilot, hint)
        assert "Ctrl+R  tries again" in screen_text(app)
        assert "Traceback" not in screen_text(app)


async def test_a_key_that_is_refused_is_told_once_nobody_gives_another(faulty: Faulty) -> None:
    app = app_on(connection_to(faulty("status=401")))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "is not accepted: ")
        await pilot.press("escape")
        await wait_for_text(pilot, "The API key was not accepted")
        await wait_for_text(pilot, "aixtui auth status")


async def test_too_many_requests_count_down_and_are_tried_again(faulty: Faulty) -> None:
    app = app_on(connection_to(faulty("status=429,retry-after=1,times=2")))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Too many requests: trying again in ")
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_a_short_wait_that_is_asked_for_is_counted_down_too(faulty: Faulty) -> None:
    app = app_on(connection_to(faulty("status=429,retry-after=7,times=1")))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Too many requests: trying again in 7 s")


async def test_unreadable_items_are_counted_and_can_be_read_raw(faulty: Faulty) -> None:
    app = app_on(connection_to(faulty("wrong-types")), start=AppAddress("model"))
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "could not be read (!)")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        page = screen.browser.listing.page
        assert page is not None
        assert len(page.rows) == page.query.size
        assert page.unreadable
        await pilot.press("exclamation_mark")
        await wait_until(pilot, lambda: isinstance(app.screen, Reader), "the raw items")
        await wait_for_text(pilot, "of what the server sent:")


async def test_duplicate_ids_are_hidden_and_counted(faulty: Faulty) -> None:
    app = app_on(connection_to(faulty("wrong-types")))
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "with the same id hidden")


async def test_without_the_server_the_list_stays_and_is_said_to_be_old(
    sandbox_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "leaving.db"
    shutil.copy(sandbox_file, path)
    server = start(path)
    app = app_on(replace(connection_to(server), is_sandbox=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        server.stop()
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, "is shown is ")
        assert re.search(r"is shown is \d+ s old\.", screen_text(app))
        assert "Cannot reach the backend" in screen_text(app)
        assert "Feedback Sorter" in screen_text(app)


async def test_how_old_the_list_is_goes_on_counting(
    sandbox_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "leaving.db"
    shutil.copy(sandbox_file, path)
    server = start(path)
    app = app_on(replace(connection_to(server), is_sandbox=False))
    async with app.run_test(size=(140, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: not app.workers or all(w.is_finished for w in app.workers), "rest")
        loaded_at = app.screen.browser.listing.loaded_at  # type: ignore[attr-defined]
        server.stop()
        monkeypatch.setattr(clock, "monotonic", lambda: loaded_at + 130)
        await pilot.press("n")
        await wait_for_text(pilot, "is shown is 2 min old.")
        await pilot.press("space")
        await wait_for_text(pilot, "is shown is 2 min old.")
        monkeypatch.setattr(clock, "monotonic", lambda: loaded_at + 7300)
        await wait_for_text(pilot, "is shown is 2 h old.")


async def test_the_seconds_to_the_next_try_come_with_the_age(faulty: Faulty) -> None:
    app = app_on(connection_to(faulty("status=429,retry-after=60")), start=AppAddress("model"))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_for_text(pilot, "Too many requests: trying again in ")
        assert "What is shown" not in screen_text(app)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        query = screen.browser.listing.query
        screen.browser.listing.page = RowPage(query, (), 0, 1)
        screen.browser.refresh()
        await wait_until(pilot, lambda: "What is shown is" in screen_text(app), "the age")


async def test_a_live_list_loads_by_itself_until_it_is_stopped(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aixtui.listing.live_refresh.LIVE_SECONDS", 0.05)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        before = screen.browser.listing.page
        await pilot.press("W")
        await wait_for_text(pilot, "\n live 0.05 s ")
        await wait_until(pilot, lambda: screen.browser.listing.page is not before, "a page loaded by itself")
        assert "\n live 0.05 s " in screen_text(app)
        await pilot.press("W")
        await wait_until(pilot, lambda: "\n live" not in screen_text(app), "no sign any more")
        await wait_until(pilot, lambda: not screen.browser.activity.busy, "the end of the last load")
