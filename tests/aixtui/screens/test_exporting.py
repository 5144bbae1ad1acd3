"""Rows taken out of the app: what a file or a copy holds, and what is said when some of it does not come."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input

from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens import clipboard as screen_clipboard
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.progress import Progress
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.system.clipboard import Receipt
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
MODELS = AppAddress("model")


async def pick(pilot: Pilot[Any], key: str, text: str) -> None:
    """Open a dialog, narrow it, pick what is on top."""
    await pilot.press(key)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose), "the dialog")
    await pilot.press(*text, "enter")


async def name_file(pilot: Pilot[Any], file: Path) -> None:
    """Answer the question for a file."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Prompt), "the question for a file")
    pilot.app.screen.query_one(Input).value = str(file)
    await pilot.press("enter")


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied, in the place of the clipboard."""
    texts: list[str] = []

    def copy(text: str, _send: object) -> Receipt:
        texts.append(text)
        return Receipt("tmux", True, "copied to the tmux buffer")

    monkeypatch.setattr(screen_clipboard, "copy", copy)
    return texts


async def test_marked_rows_of_two_pages_are_exported_with_a_result_for_each(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    file = tmp_path / "models.jsonl"
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("space", "space", "n")
        await wait_for_text(pilot, "page 2/")
        await pilot.press("space")
        await wait_for_text(pilot, "3 marked")
        await pick(pilot, "E", "jsonl")
        await wait_for_text(pilot, "File for 3 marked models")
        assert "│  Sentiment" in screen_text(app)
        await name_file(pilot, file)
        await wait_for_text(pilot, "3 done. Written to")
        assert "✓ Text Statistics" in screen_text(app)
        assert isinstance(app.screen, Progress)
    documents = [json.loads(line) for line in file.read_text().splitlines()]
    assert [document["name"] for document in documents][:2] == ["Text Statistics", "Sentiment"]
    assert len(documents) == 3
    assert file.stat().st_mode & 0o077 == 0


async def test_stopping_ends_at_once_and_says_what_was_written(
    sandbox: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, request = threading.Event(), threading.Event()
    original: Callable[..., Any] = WorkspaceGateway.get

    def get(workspace: WorkspaceGateway, kind: Any, resource_id: str) -> Any:
        resource = original(workspace, kind, resource_id)
        if resource.name != "Text Statistics":
            request.set()
            answer.wait(30)
        return resource

    monkeypatch.setattr(WorkspaceGateway, "get", get)
    app = app_on(connection_to(sandbox), start=MODELS)
    file = tmp_path / "models.json"
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("space", "space", "space")
        await wait_for_text(pilot, "3 marked")
        await pick(pilot, "E", "json")
        await name_file(pilot, file)
        await wait_until(pilot, request.is_set, "the second read")
        await wait_for_text(pilot, "2 of 3: Sentiment. Esc stops.")
        assert not file.exists()
        await pilot.press("escape")
        await wait_for_text(pilot, "1 done, 2 not tried. Written to")
    answer.set()
    assert [document["name"] for document in json.loads(file.read_text())] == ["Text Statistics"]


async def test_copying_takes_the_marked_rows_and_tells_which_way_it_went(
    sandbox: RunningSandbox, clipboard: list[str]
) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("space", "space")
        await pick(pilot, "y", "path")
        await wait_for_text(pilot, "copied to the tmux buffer")
        await pick(pilot, "y", "document")
        await wait_for_text(pilot, "2 done. copied to the tmux buffer")
        await pilot.press("escape")
        await pick(pilot, "y", "table as csv")
        await wait_until(pilot, lambda: len(clipboard) == 3, "the table")
        await pilot.press("U")
        await pick(pilot, "y", "document")
        await wait_until(pilot, lambda: len(clipboard) == 4, "the document")
    assert clipboard[0] == "sandbox/text-statistics/sandbox\nsandbox/sentiment/sandbox"
    assert [document["name"] for document in json.loads(clipboard[1])] == ["Text Statistics", "Sentiment"]
    assert clipboard[2].splitlines()[0] == "Name,Function,Developer,Price,Runs"
    assert json.loads(clipboard[3])["params"]


@pytest.mark.parametrize("many", [1, 5, 500])
@pytest.mark.parametrize("screen", [Confirm, Prompt])
async def test_a_question_names_them_all_and_keeps_its_buttons_in_sight(
    sandbox: RunningSandbox, screen: type[Confirm] | type[Prompt], many: int
) -> None:
    names = "\n".join(f"Agent number {number}" for number in range(1, many + 1))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        if screen is Confirm:
            dialog: Any = Confirm("Delete?", names, note="For good.", yes="Delete", danger=True)
        else:
            dialog = Prompt(
                "File?", "agents.csv", yes="Write", detail=names, problem="There is no such folder."
            )
        await app.push_screen(dialog)
        await wait_for_text(pilot, "Agent number 1")
        inside = app.screen.region
        assert all(inside.contains_region(button.region) for button in app.screen.query(Button))
        assert ("For good." if screen is Confirm else "There is no such folder.") in screen_text(app)
        if many > 5:
            assert "Agent number 20" not in screen_text(app)
            await pilot.press("pagedown", "pagedown")
            await wait_for_text(pilot, "Agent number 20")
