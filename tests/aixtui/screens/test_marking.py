"""Marks and what is done with the marked rows."""

from typing import Any

import pytest
from textual.pilot import Pilot

from aixsdk.exceptions import PermissionDeniedError
from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.progress import Progress
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


def marks(app: Any) -> list[str]:
    screen = next(screen for screen in app.screen_stack if isinstance(screen, BrowseScreen))
    return [row.cells[0].text for row in screen.browser.listing.marks.rows]


async def pick(pilot: Pilot[Any], key: str, text: str) -> None:
    await pilot.press(key)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose), "the dialog")
    await pilot.press(*text, "enter")


async def test_marks_survive_paging_and_are_counted(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("space", "space")
        await wait_for_text(pilot, "2 marked")
        assert " *Text Analyst" in screen_text(app)
        await pilot.press("n")
        await wait_for_text(pilot, "page 2/")
        await pilot.press("space")
        await wait_for_text(pilot, "3 marked")
        assert len(marks(app)) == 3
        assert marks(app)[:2] == ["Text Analyst", "Feedback Sorter"]
        await pilot.press("U")
        await wait_until(pilot, lambda: "marked" not in screen_text(app), "no marks")


async def test_many_are_deleted_after_asking_with_a_result_for_each(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        for name in ("Bulk A", "Bulk B"):
            values = {"name": name}
            await app.session.write(lambda ws, values=values: ws.create(AGENT, values))  # type: ignore[misc]
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        screen.browser.ask(Query(text="Bulk", sort="name"))
        await wait_for_text(pilot, "▌ Bulk A")
        await pilot.press("asterisk")
        original = WorkspaceGateway.delete

        def refuse(workspace: WorkspaceGateway, resource: Any, **kwargs: Any) -> None:
            if resource.name == "Bulk B":
                raise PermissionDeniedError("Only its owner may delete it.")
            original(workspace, resource, **kwargs)

        monkeypatch.setattr(WorkspaceGateway, "delete", refuse)
        await pilot.press("D")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        assert "Delete 2 agents?" in screen_text(app)
        assert "Type how many they are to delete them." in screen_text(app)
        await pilot.press("2", "enter")
        await wait_for_text(pilot, "1 done, 1 failed.")
        assert isinstance(app.screen, Progress)
        await wait_for_text(pilot, "✓ Bulk A")
        await wait_for_text(pilot, "✗ Bulk B: Not allowed")
        await pilot.press("escape")
        await wait_until(pilot, lambda: marks(app) == ["Bulk B"], "the mark of what failed")
