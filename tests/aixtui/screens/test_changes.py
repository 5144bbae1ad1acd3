"""Editing, adding, cloning and deleting, seen in the app and checked on the server."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aixtui.app import AixtuiApp
from aixtui.editing import draft_writer
from aixtui.kinds.agent import AGENT
from aixtui.kinds.tool import TOOL
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.edit.screen import EditScreen
from aixtui.stores.journal import JOURNAL, Journal
from aixtui.stores.sqlite_file import SqliteFile
from aixtui.system.paths import data_dir, make_private_dir
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, keys_of, screen_text, wait_for_text, wait_until
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio


async def on_server(app: AixtuiApp, name: str) -> list[Any]:
    page = await app.session.read(lambda ws: ws.search(AGENT, Query(text=name, size=50)))
    return [row.resource for row in page.rows if row.resource.name == name]


async def open_screen(pilot: Pilot[Any], key: str, screen: type) -> None:
    await wait_for_text(pilot, "▌ Text Analyst")
    await pilot.press(key)
    await wait_until(
        pilot,
        lambda: isinstance(pilot.app.screen, screen) and pilot.app.screen.focused is not None,
        screen.__name__,
    )


async def test_an_edit_shows_what_changed_and_reaches_the_server(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        app.screen.query_one("#field-description", TextArea).text = "Says what a text is like."
        await wait_for_text(pilot, "changed: Description")
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "+ Says what a text is like.")
        assert "- Reads a text and says which language" in screen_text(app)
        await pilot.press("y")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await wait_for_text(pilot, "Says what a text")
        agent = (await on_server(app, "Text Analyst"))[0]
        assert agent.description == "Says what a text is like."
        assert len(agent.tools) == 3


async def test_an_edit_on_the_detail_screen_shows_the_new_state(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "enter", DetailScreen)
        await pilot.press("e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        app.screen.query_one("#field-name", Input).value = "Text Judge"
        await pilot.press("ctrl+s", "y")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail screen")
        await wait_for_text(pilot, "Name          Text Judge")
        await pilot.press("escape")
        await wait_for_text(pilot, "▌ Text Judge")


async def test_a_refused_save_keeps_the_form_and_says_why(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        app.screen.query_one("#field-name", Input).value = "Feedback Sorter"
        await pilot.press("ctrl+s", "y")
        await wait_for_text(pilot, "That name is taken already")
        assert isinstance(app.screen, EditScreen)
        assert app.screen.query_one("#field-name", Input).value == "Feedback Sorter"


async def test_somebody_elses_change_is_shown_before_it_is_overwritten(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        other = (await on_server(app, "Text Analyst"))[0]
        await app.session.write(lambda ws: ws.save(AGENT, other, {"description": "Theirs."}))
        app.screen.query_one("#field-description", TextArea).text = "Mine."
        await pilot.press("ctrl+s", "y")
        await wait_for_text(pilot, "Text Analyst was changed by somebody else")
        assert all(text in screen_text(app) for text in ("BASE", "MINE", "THEIRS", "1 of 1 to decide."))
        assert "- Reads a text and says" in screen_text(app)
        assert all(text in screen_text(app) for text in ("+ Mine.", "+ Theirs."))
        await pilot.press("escape")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        assert (await on_server(app, "Text Analyst"))[0].description == "Theirs."
        await pilot.press("ctrl+s", "y")
        await wait_for_text(pilot, "was changed by somebody else")
        await pilot.press("m")
        await wait_for_text(pilot, "- Theirs.")
        await wait_for_text(pilot, "+ Mine.")
        await pilot.press("y")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        assert (await on_server(app, "Text Analyst"))[0].description == "Mine."


async def test_the_field_before_is_decided_once_more(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        other = (await on_server(app, "Text Analyst"))[0]
        theirs = {"name": "Theirs.", "description": "Theirs."}
        await app.session.write(lambda ws: ws.save(AGENT, other, theirs))
        app.screen.query_one("#field-name", Input).value = "Mine."
        app.screen.query_one("#field-description", TextArea).text = "Mine."
        await pilot.press("ctrl+s", "y")
        await wait_for_text(pilot, "1 of 2 to decide.")
        assert "Back (b)" not in screen_text(app)
        await pilot.press("b", "t")
        await wait_for_text(pilot, "2 of 2 to decide.")
        assert all(text in screen_text(app) for text in ("Back (b)", "Not now (Esc)"))
        await pilot.press("b")
        await wait_for_text(pilot, "1 of 2 to decide.")
        assert app.focused is not None
        assert app.focused.id == "theirs"
        await pilot.press("m")
        await wait_for_text(pilot, "2 of 2 to decide.")
        await pilot.press("t")
        await wait_for_text(pilot, "+ Mine.")
        await pilot.press("y")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        assert (await on_server(app, "Mine."))[0].description == "Theirs."


async def test_leaving_an_edited_form_keeps_its_changes(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        app.screen.query_one("#field-name", Input).value = "Other"
        await pilot.press("escape")
        await wait_for_text(pilot, "Kept as a draft, and offered when you come back.")
        await wait_for_text(pilot, "○ 1 draft (d)")
        await pilot.press("e")
        await wait_for_text(pilot, "Text Analyst has changes that were never saved")
        await pilot.press("enter")
        await wait_for_text(pilot, "changed: Name")
        assert app.screen.query_one("#field-name", Input).value == "Other"
        form = app.screen
        assert isinstance(form, EditScreen)
        await wait_until(pilot, lambda: not form.loss, "the draft on disk")
        await wait_until(pilot, lambda: "draft" not in screen_text(app), "the count without this one")
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: not app.is_running, "the end")


async def test_without_a_journal_leaving_asks_and_quitting_asks_once(
    fresh_sandbox: RunningSandbox, own_folders: Path
) -> None:
    (own_folders / "data" / "aixtui" / "journal.db").mkdir(parents=True)
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        app.screen.query_one("#field-name", Input).value = "Other"
        await pilot.press("escape")
        await wait_for_text(pilot, "Leave without saving?")
        await pilot.press("n")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await pilot.press("ctrl+q")
        await wait_for_text(pilot, "Changed and not saved: Name. Quit again")
        assert app.is_running
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: not app.is_running, "the end")


async def test_typing_goes_on_where_the_disk_is_full_and_is_kept_once_there_is_room(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_writer, "RETRY_SECONDS", 0.1)
    file = SqliteFile(make_private_dir(data_dir()) / "journal.db", JOURNAL)
    monkeypatch.setattr(Journal, "open", lambda: Journal(file))
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        (pages,) = file.rows("PRAGMA page_count")[0]
        file.rows(f"PRAGMA max_page_count={pages!r}")
        app.screen.query_one("#field-instructions", TextArea).text = "full " * 20_000
        await wait_for_text(pilot, "The draft is not kept")
        await wait_for_text(pilot, "the disk is full")
        await pilot.press(*" 2")
        assert app.screen.query_one("#field-name", Input).value == "Text Analyst 2"
        assert ", kept" not in screen_text(app)
        await pilot.press("escape")
        await wait_for_text(pilot, "Leave without saving?")
        await pilot.press("n")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        assert screen_text(app).count("The draft is not kept") == 1
        file.rows("PRAGMA max_page_count=100000")
        await wait_for_text(pilot, "* 2 changed, kept")
        await pilot.press("escape")
        await wait_for_text(pilot, "Kept as a draft")


async def test_an_untouched_form_is_left_at_once(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "e", EditScreen)
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Nothing has changed.")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")


async def test_a_new_agent_is_made_and_found_under_the_cursor(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "a", EditScreen)
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Name is required.")
        await pilot.press(*"Quill")
        await pilot.press("ctrl+s", "y")
        await wait_for_text(pilot, "▌ Quill")
        assert len(await on_server(app, "Quill")) == 1


async def test_a_clone_is_a_form_of_its_own_until_its_name_is_free(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "c", EditScreen)
        await wait_for_text(pilot, "Agents › Text Analyst › clone")
        await wait_for_text(pilot, "nothing changed yet")
        name = app.screen.query_one("#field-name", Input)
        assert name.value == "Text Analyst (copy)"
        name.value = "Feedback Sorter"
        with sandbox_requests() as requests:
            await pilot.press("ctrl+s")
            await wait_for_text(pilot, "Make this clone of Text Analyst?")
            await wait_for_text(pilot, "+ Feedback Sorter")
            await pilot.press("y")
            await wait_for_text(pilot, "That name is taken already")
            await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form again")
            app.screen.query_one("#field-name", Input).value = "Second Analyst"
            await pilot.press("ctrl+s")
            await wait_for_text(pilot, "+ Second Analyst")
            await pilot.press("y")
            await wait_for_text(pilot, "▌ Second Analyst")
            assert requests.count("POST /v2/agents") == 2
        copy = (await on_server(app, "Second Analyst"))[0]
        original = (await on_server(app, "Text Analyst"))[0]
        assert copy.id != original.id
        assert copy.instructions == original.instructions
        assert len(copy.tools) == len(original.tools)


async def test_an_untouched_clone_is_left_without_a_question_and_without_a_trace(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_screen(pilot, "c", EditScreen)
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        assert app.session.drafts.number == 0
        assert await on_server(app, "Text Analyst (copy)") == []


async def test_deleting_asks_and_means_it(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, "D", Prompt)
        await pilot.press("enter", "y", "enter")
        await wait_for_text(pilot, "That is not its name.")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        assert len(await on_server(app, "Text Analyst")) == 1
        await open_screen(pilot, "D", Prompt)
        await pilot.press(*keys_of("Text Analyst"), "enter")
        await wait_for_text(pilot, "Deleted Text Analyst. u brings it back.")
        await wait_until(pilot, lambda: "▌ Text Analyst" not in screen_text(app), "the list without it")
        assert await on_server(app, "Text Analyst") == []


async def test_a_new_tool_that_the_first_filter_hides_is_found(fresh_sandbox: RunningSandbox) -> None:
    start = AppAddress(TOOL.id, query=Query(filters=TOOL.first_filters))
    app = app_on(connection_to(fresh_sandbox), start=start)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Calculator")
        await pilot.press("a")
        await wait_for_text(pilot, "  Python Sandbox")
        await pilot.press(*"mcp")
        await wait_until(
            pilot,
            lambda: "  MCP Server" in screen_text(app) and "Python Sandbox" not in screen_text(app),
            "what was typed is found alone",
        )
        await pilot.press("enter")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await pilot.press(*"Docs", "ctrl+s")
        await wait_for_text(pilot, "URL is required.")
        await pilot.press(*keys_of("https://mcp.test/mcp"), "ctrl+s")
        await wait_for_text(pilot, "Make this tool?")
        await pilot.press("y")
        await wait_for_text(pilot, "Docs is hidden by runs here: Backspace drops it")
        await pilot.press("backspace")
        await wait_for_text(pilot, "▌ Docs")
