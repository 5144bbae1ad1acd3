"""Prompts that ask for a file complete it as the fields of a form do."""

from pathlib import Path

import pytest
from textual.widgets import Button

from aixtui.kinds.file import FILE
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.edit.screen import EditScreen
from aixtui.widgets.path_line import PathLine
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, which holds one folder with one file."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "agent.json").write_text('{"description": "From a file."}')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
async def test_a_form_is_filled_from_a_file_that_tab_completes(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the prompt")
        await pilot.press("enter")
        await wait_for_text(pilot, "Nothing is typed yet.")
        await pilot.press(*"rep", "tab", "a", "tab")
        assert app.screen.query_one(PathLine).text == "reports/agent.json"
        assert app.focused is app.screen.query_one(PathLine)
        await pilot.press("tab")
        await wait_until(pilot, lambda: isinstance(app.focused, Button), "a button: nothing was missing")
        await pilot.press("shift+tab", "enter")
        await wait_for_text(pilot, "Filled: Description.")


@pytest.mark.parametrize("kind_id", ["agent", FILE.id])
async def test_what_is_written_and_saved_is_completed_over_the_name_that_is_offered(
    sandbox: RunningSandbox, folder: Path, kind_id: str
) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress(kind_id))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ ")
        if kind_id == "agent":
            await pilot.press("E")
            await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the formats")
            await pilot.press(*"jsonl", "enter")
        else:
            await pilot.press("S")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the prompt")
        assert app.screen.query_one(PathLine).text
        await pilot.press(*"rep", "tab", *"out", "enter")
        await wait_until(pilot, lambda: (folder / "reports" / "out").exists(), "the file")


async def test_of_several_matches_tab_takes_what_they_have_in_common_then_each_in_turn(
    sandbox: RunningSandbox, folder: Path
) -> None:
    for name in ("data-1.csv", "data-2.csv", "data-3[b].csv", "DATA.txt"):
        (folder / name).write_text("x")
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the prompt")
        line = app.screen.query_one(PathLine)
        seen = []
        await pilot.press("d")
        for key in ("tab", "tab", "tab", "tab", "tab", "shift+tab"):
            await pilot.press(key)
            seen.append(line.text)
        one, two, three = "data-1.csv", "data-2.csv", "data-3[b].csv"
        assert seen == ["data-", one, two, three, one, three]
        await wait_for_text(pilot, "3 match: data-1.csv, data-2.csv, data-3[b].csv")
        await pilot.press(*["backspace"] * 13, *"dat", "tab")
        assert line.text == "data-", "what is typed then is completed anew"
        await pilot.press("2", "tab")
        assert line.text == two
        await pilot.press("tab")
        await wait_until(pilot, lambda: app.focused is not line, "a button: nothing was missing")


async def test_a_name_in_other_capitals_is_put_there_as_it_is_written(
    sandbox: RunningSandbox, folder: Path
) -> None:
    (folder / "Notes.JSON").write_text("{}")
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the prompt")
        await pilot.press(*"note", "tab")
        assert app.screen.query_one(PathLine).text == "Notes.JSON"
