"""The JSON of a resource: folded by keys and by the mouse, copied whole, wrapped to the width there is."""

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from aixtui.widgets.json_view import JsonView, breaks
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def show_json(pilot: Pilot[None]) -> JsonView:
    await wait_for_text(pilot, "▌ Text Analyst")
    await pilot.press("enter")
    await wait_for_text(pilot, "Instructions")
    await pilot.press("3")
    await wait_for_text(pilot, '▾ "assetInfo": {')
    return pilot.app.screen.query_one(JsonView)


async def test_what_is_folded_says_how_many_lines_it_has(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await show_json(pilot)
        while '▌  ▾ "assetInfo"' not in screen_text(app):
            await pilot.press("down")
        await pilot.press("space")
        await wait_for_text(pilot, '▌  ▸ "assetInfo": { … 3 lines … },')
        assert '"instanceId"' not in screen_text(app)
        await pilot.press("right")
        await wait_for_text(pilot, '"instanceId"')


async def test_a_click_on_the_mark_folds(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        view = await show_json(pilot)
        lines = screen_text(app).split("\n")
        at = next(number for number, line in enumerate(lines) if '▾ "assetInfo"' in line)
        await pilot.click(offset=(lines[at].index("▾"), at))
        await wait_for_text(pilot, '▸ "assetInfo": { … 3 lines … },')
        await pilot.click(view, offset=(10, 1))
        await wait_for_text(pilot, '▌    "id"')


async def test_the_whole_document_is_copied_however_it_is_folded(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(AixtuiApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await show_json(pilot)
        await pilot.press("enter")
        await wait_for_text(pilot, "▌▸ { … ")
        await pilot.press("y")
        await wait_for_text(pilot, "Copy of Text Analyst")
        await pilot.press(*"document", "enter")
        await wait_until(pilot, lambda: any('"instanceId"' in text for text in copied), "the copy")


@pytest.mark.parametrize("text", ["word " * 80, "x" * 333, "漢字" * 100, "a" + "\u0301" * 200, ""])
@pytest.mark.parametrize("width", [16, 40, 100])
def test_rows_of_a_line_hold_all_of_it_in_the_width(text: str, width: int) -> None:
    from rich.cells import cell_len

    line = f'    "key": "{text}"'
    rows = [line[start:end] for start, end in breaks(line, width)]
    assert "".join(rows) == line
    assert all(cell_len(row) <= width for row in rows)
