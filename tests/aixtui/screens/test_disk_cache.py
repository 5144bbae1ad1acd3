"""The second sitting: what was seen in the first is there at once, and where nothing is reached."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from aixsdk import Aixplain
from aixtui.app import AixtuiApp
from aixtui.auth.secret import Credential, Secret
from aixtui.listing.address import AppAddress
from aixtui.listing.listing import Listing
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Browse, Settings
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore, state_file
from aixtui.system import clock
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
HERE = "sandbox"
OFF = Settings(browse=Browse(disk_cache=False))
SIZE = (80, 24)


def listing(app: AixtuiApp) -> Listing:
    screen = next(one for one in app.screen_stack if isinstance(one, BrowseScreen))
    return screen.browser.listing


def is_kept(app: AixtuiApp) -> bool:
    page = listing(app).page
    return page is not None and page.is_kept


async def has_come(pilot: Pilot[None]) -> None:
    """The rows are those of the server, and what was seen of them is on disk."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await wait_until(pilot, lambda: listing(app).page is not None and not is_kept(app), "rows of the server")


async def sit(
    connection: ConnectionSettings, settings: Settings | None = None, start: AppAddress | None = None
) -> None:
    """A sitting that looks at one list, until that is kept."""
    app = app_on(connection, settings, start)
    async with app.run_test(size=SIZE) as pilot:
        await has_come(pilot)
        kind = listing(app).source.id
        await wait_until(pilot, lambda: settings is OFF or kind in [one[1] for one in pages()], "its page")


def state_files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted((folder / "state" / "aixtui").glob("state.db*")))


def on_disk(sql: str) -> list[tuple[str, ...]]:
    """The rows of a query; none before there is a file."""
    try:
        with closing(StateStore(is_glance=True)), closing(sqlite3.connect(state_file())) as connection:
            return connection.execute(sql).fetchall()
    except StoreError:
        return []


def pages() -> list[tuple[str, ...]]:
    """Workspace and kind of what is on disk."""
    return on_disk("SELECT workspace, kind FROM seen_pages")


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """Nothing is connected before it is set."""
    event = threading.Event()
    yield event
    event.set()


def holding(connection: ConnectionSettings, event: threading.Event) -> AixtuiApp:
    """The app, which knows whose workspace it is in and connects once the event is set."""

    def connect() -> ConnectionSettings:
        event.wait()
        return connection

    return app_on(connect, first_workspace=connection.workspace)


def sdk_of(sandbox: RunningSandbox) -> Aixplain:
    return Aixplain(sandbox.api_key, backend_url=sandbox.backend_url, model_url=sandbox.models_url)


async def test_what_was_seen_is_there_before_anything_is_connected_and_then_as_it_is(
    fresh_sandbox: RunningSandbox, held: threading.Event
) -> None:
    connection = connection_to(fresh_sandbox)
    await sit(connection)
    with sdk_of(fresh_sandbox) as aix:
        agent = aix.Agent.get("sandbox-ws/feedback-sorter")
        agent.name = "Renamed Sorter"
        agent.save()
    app = holding(connection, held)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_for_text(pilot, "refreshing, seen ")
        assert "Feedback Sorter" in screen_text(app)
        assert "Loading" not in screen_text(app)
        await pilot.press("j")
        await wait_for_text(pilot, "▌ Feedback Sorter")
        await pilot.press("space", "k")
        held.set()
        await has_come(pilot)
        await wait_for_text(pilot, "Renamed Sorter")
        current = listing(app).current
        assert current is not None
        assert current.resource.name == "Renamed Sorter"
        assert [row.resource.name for row in listing(app).marks.rows] == ["Renamed Sorter"]


async def test_a_row_that_was_seen_is_opened_as_it_is_now(
    fresh_sandbox: RunningSandbox, held: threading.Event
) -> None:
    connection = connection_to(fresh_sandbox)
    await sit(connection)
    app = holding(connection, held)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("o")
        await wait_for_text(pilot, "AS IT WAS SEEN")
        await pilot.press("enter")
        held.set()
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        await wait_for_text(pilot, "sandbox-ws/text-analyst")


async def test_what_is_done_with_such_a_row_waits_for_the_list(
    fresh_sandbox: RunningSandbox, held: threading.Event
) -> None:
    connection = connection_to(fresh_sandbox)
    await sit(connection)
    app = holding(connection, held)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_for_text(pilot, " r run  a add  e edit ")
        await pilot.press("e")
        assert isinstance(app.screen, BrowseScreen)
        held.set()
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await wait_for_text(pilot, "Text Analyst")


async def test_a_new_one_is_made_once_it_is_known_that_it_can_be(
    fresh_sandbox: RunningSandbox, held: threading.Event
) -> None:
    connection = connection_to(fresh_sandbox)
    await sit(connection)
    app = holding(connection, held)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        assert isinstance(app.screen, BrowseScreen)
        held.set()
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )


async def test_what_is_typed_before_any_row_is_there_waits_for_the_first(
    fresh_sandbox: RunningSandbox, held: threading.Event
) -> None:
    app = holding(connection_to(fresh_sandbox), held)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await wait_for_text(pilot, "Loading agents")
        await pilot.press("e")
        await wait_for_text(pilot, "Waiting for the agents: it is done once they are there.")
        assert isinstance(app.screen, BrowseScreen)
        held.set()
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await wait_for_text(pilot, "Text Analyst")


async def test_nothing_is_done_with_a_row_that_is_gone(
    fresh_sandbox: RunningSandbox, held: threading.Event
) -> None:
    connection = connection_to(fresh_sandbox)
    await sit(connection)
    with sdk_of(fresh_sandbox) as aix:
        aix.Agent.get("sandbox-ws/feedback-sorter").delete()
    app = holding(connection, held)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("j")
        await wait_for_text(pilot, "▌ Feedback Sorter")
        await pilot.press("D")
        held.set()
        await wait_for_text(pilot, "is not on the list any more")
        assert isinstance(app.screen, BrowseScreen)


async def test_where_nothing_is_reached_one_still_looks_around(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = connection_to(fresh_sandbox)
    await sit(connection)
    await sit(connection, start=AppAddress("model"))
    fresh_sandbox.stop()
    now = clock.now() + timedelta(hours=2, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: now)
    app = app_on(connection)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await wait_for_text(pilot, "Lists are as they were seen before.")
        await wait_for_text(pilot, " a add ")
        assert " e edit " not in screen_text(app)
        await wait_for_text(pilot, "Offline: Ctrl+R tries again. What is shown is 2 h old.")
        assert "▌ Text Analyst" in screen_text(app)
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await wait_for_text(pilot, "Offline: ")
        await pilot.press("3")
        await wait_for_text(pilot, "Ctrl+R  tries again")
        await pilot.press("1", "D")
        await wait_for_text(pilot, "as it was seen before")


async def test_what_is_refused_does_not_show_what_was_seen(sandbox: RunningSandbox) -> None:
    await sit(connection_to(sandbox))
    app = app_on(connection_to(sandbox, "another-key"), first_workspace=HERE)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "is not accepted: ")
        await pilot.press("escape")
        await wait_until(pilot, lambda: listing(app).problem is not None, "the refusal")
        assert listing(app).page is None


async def test_another_key_finds_nothing_of_the_first(sandbox: RunningSandbox) -> None:
    connection = replace(connection_to(sandbox), is_sandbox=False, profile="default")
    await sit(connection)
    other = replace(connection, credential=Credential(Secret("another-key-0123456789"), "a test"))
    assert other.workspace != connection.workspace
    app = app_on(other, first_workspace=other.workspace)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "is not accepted: ")
        assert "Text Analyst" not in screen_text(app)
    app = app_on(connection, first_workspace=connection.workspace)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")


@pytest.mark.parametrize("has_key", [True, False])
async def test_rows_of_another_workspace_than_it_was_taken_for_go_once_that_is_known(
    sandbox: RunningSandbox, held: threading.Event, has_key: bool
) -> None:
    connection = replace(connection_to(sandbox), is_sandbox=False, profile="default")
    await sit(connection)
    nobody = replace(connection, backend_url="http://127.0.0.1:9", models_url="http://127.0.0.1:9")
    now = nobody if has_key else replace(connection, credential=None)

    def connect() -> ConnectionSettings:
        held.wait()
        return now

    app = app_on(connect, first_workspace=connection.workspace)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        held.set()
        await wait_until(pilot, lambda: listing(app).page is None, "no rows of another workspace")
        await wait_for_text(pilot, "127.0.0.1:9" if has_key else "There is no API key")
        await wait_until(pilot, lambda: "Text Analyst" not in screen_text(app), "nothing of the other one")


async def test_switched_off_it_leaves_nothing_on_disk(sandbox: RunningSandbox, own_folders: Path) -> None:
    connection = connection_to(sandbox)
    await sit(connection)
    assert b"Feedback Sorter" in state_files(own_folders)
    app = app_on(connection, OFF, first_workspace=HERE)
    async with app.run_test(size=SIZE) as pilot:
        await has_come(pilot)
        await wait_until(pilot, lambda: b"Feedback Sorter" not in state_files(own_folders), "nothing left")
    await sit(connection, OFF)
    assert pages() == []
    assert b"Feedback Sorter" not in state_files(own_folders)


@pytest.mark.parametrize("content", [b"no database at all" * 9, b"SQLite format 3\0" + b"\xff" * 8000])
async def test_a_damaged_file_holds_up_no_start(
    sandbox: RunningSandbox, own_folders: Path, content: bytes
) -> None:
    folder = own_folders / "state" / "aixtui"
    folder.mkdir(parents=True)
    (folder / "state.db").write_bytes(content)
    app = app_on(connection_to(sandbox), first_workspace=HERE)
    async with app.run_test(size=SIZE) as pilot:
        await has_come(pilot)
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_keys_are_not_kept_and_no_key_is_in_any_file(
    filled_sandbox: RunningSandbox, own_folders: Path
) -> None:
    connection = connection_to(filled_sandbox)
    app = app_on(connection, start=AppAddress("key"))
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "  ci-bot")
        await pilot.press("slash", *connection_key(connection), "enter")
        await has_come(pilot)
        await pilot.press("1")
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *f"models {connection_key(connection)}", "enter")
        await wait_until(pilot, lambda: listing(app).source.id == "model", "the models")
        await has_come(pilot)
        await pilot.press("colon", *"tools", "enter")
        await wait_for_text(pilot, "▌ ")
        await wait_until(pilot, lambda: {kind for _, kind in pages()} >= {"agent", "tool"}, "what is kept")
    assert "key" not in {kind for _, kind in pages()}
    assert b"tools" in state_files(own_folders)
    for file in (one for one in own_folders.rglob("*") if one.is_file()):
        assert connection_key(connection).encode() not in file.read_bytes(), file


def connection_key(connection: ConnectionSettings) -> str:
    assert connection.credential is not None
    return connection.credential.key.reveal()


async def test_lines_that_were_typed_come_back_in_the_next_sitting(sandbox: RunningSandbox) -> None:
    connection = connection_to(sandbox)
    app = app_on(connection)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"models text", "enter")
        await wait_for_text(pilot, "/ text")
        await has_come(pilot)
        await wait_until(pilot, lambda: bool(on_disk("SELECT line FROM typed_lines")), "the line on disk")
    app = app_on(connection)
    async with app.run_test(size=SIZE) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        await wait_until(
            pilot, lambda: bool(screen.browsing.commanding.command.lines.items), "the lines of before"
        )
        await pilot.press("colon", "up")
        await wait_for_text(pilot, ": models text")


async def test_names_that_were_seen_are_found_in_the_next_sitting(sandbox: RunningSandbox) -> None:
    connection = connection_to(sandbox)
    await sit(connection, start=AppAddress("model"))
    app = app_on(connection)
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        await wait_until(
            pilot, lambda: any(jump.note == "model" for jump in screen.jumps("statistics")), "names"
        )
        await pilot.press("colon", *"Text Stat", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the model")
        await wait_for_text(pilot, "Text Statistics")
