"""The code of a tool that is made of code: the platform does not give it back, and the form says so."""

import pytest

from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.connection import CONNECTING
from aixtui.sandbox import RunningSandbox
from aixtui.screens.base import BaseScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
CODE = "def main(a: int, b: int) -> int:\n    return a + b\n"
SAID = "not given back by the platform"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_field_says_so_until_other_code_is_typed(
    fresh_sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        found = await app.session.read(lambda ws: ws.search(INTEGRATION, Query("Python Sandbox")))
        kind = CONNECTING.kind(found.rows[0].resource, "NO_AUTH")
        values = {"name": "Adder", "description": "Adds.", "data.code": CODE}
        made = await app.session.write(lambda ws: ws.create(kind, values))
        tool = await app.session.read(lambda ws: ws.get(TOOL, made.id))
        assert CODE.strip() not in str(tool.to_dict()), "there is nothing of it to be shown"
        assert isinstance(app.screen, BaseScreen)
        await pilot.press("3")
        await wait_for_text(pilot, "  Adder")
        await pilot.press("j")
        await wait_for_text(pilot, "▌ Adder")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        assert isinstance(app.screen, EditScreen)
        form = app.screen.form
        form.moves.to("config.code")
        await wait_until(pilot, lambda: form.moves.current == "config.code", "the code")
        await wait_for_text(pilot, SAID)
        assert form.is_as_it_began
        await pilot.press(*"def f")
        await wait_until(pilot, lambda: form.texts["config.code"] == "def f", "code of the user's own")
        lines = screen_text(app).splitlines()
        assert not any("Code" in line and "not given back" in line for line in lines)
