import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_a_resource_shows_its_facts_and_its_document(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail screen")
        await wait_for_text(pilot, "Instructions")
        await wait_for_text(pilot, "sandbox-ws/text-analyst")
        await pilot.press("tab")
        await wait_for_text(pilot, '"instructions": "Identify the language')
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_a_narrow_screen_wraps_the_facts(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Reads a text and says which language it is in, how it feels")
        await pilot.resize_terminal(50, 30)
        await wait_for_text(pilot, "Reads a text and says which")
        assert "how it feels and how hard it is" not in screen_text(app)


async def test_a_resource_that_is_gone_says_so_and_stays_as_listed(
    fresh_sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        row = await app.session.read(lambda ws: ws.search(AGENT, Query(text="Meeting Notes")))
        await app.session.write(lambda ws: ws.delete(row.rows[0].resource))
        while "▌ Meeting Notes" not in screen_text(app):
            await pilot.press("j")
        await pilot.press("enter")
        await wait_for_text(pilot, "Not found")
        assert "A draft that has no" in screen_text(app)


async def test_a_document_that_cannot_be_read_is_not_copied_and_says_why(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: WorkspaceGateway, _resource: object) -> None:
        raise ConnectionFailedError("The connection was refused.")

    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "sandbox-ws/text-analyst")
        monkeypatch.setattr(WorkspaceGateway, "document", refuse)
        await pilot.press("y")
        await wait_for_text(pilot, "Document as JSON")
        await pilot.press("up", "enter")
        await wait_for_text(pilot, "The connection was refused.")
        assert isinstance(app.screen, DetailScreen)
