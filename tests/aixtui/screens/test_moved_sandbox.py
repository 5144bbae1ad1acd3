"""A window on a sandbox that another one served and that has ended: it serves the sandbox itself."""

from pathlib import Path
from typing import Any

import pytest

from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import start_sandbox
from aixtui.sandbox import RunningSandbox, start
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from tests.driving import app_on, screen_text, wait_for_text

pytestmark = pytest.mark.anyio


async def test_what_was_open_is_saved_where_the_sandbox_is_now(
    sandbox_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, mine, told = start(sandbox_copy), list[RunningSandbox](), list[str]()

    def connect() -> ConnectionSettings:
        sandbox, connection = start_sandbox(ConnectionOptions(db=sandbox_copy), Settings())
        mine.append(sandbox)
        return connection

    app = app_on(connect)

    def note(message: str, **_: Any) -> None:
        told.append(message)

    monkeypatch.setattr(app, "notify", note)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("end", *"XY")
        await wait_for_text(pilot, "Text AnalystXY")
        other.stop()
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Save")
        await pilot.press("y")
        await wait_for_text(pilot, "▌ Text AnalystXY")
        assert "network" not in screen_text(app)
    assert [sandbox.attached for sandbox in mine] == [True, False]
    assert [message for message in told if "The server of this sandbox had ended" in message] == told[:1]
    mine[-1].stop()
