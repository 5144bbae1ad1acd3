"""A tool whose service wants consent: the address is shown and copied, and one sees when it is given."""

from typing import Any

import httpx
import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.editing import awaiting
from aixtui.kinds.tool import TOOL
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.hand_over import HandOver
from aixtui.screens.edit.screen import EditScreen
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
WAITING = "Waiting for the service to have your consent, "


async def connect(pilot: Pilot[Any]) -> None:
    """Make a tool of an integration whose service asks for consent."""
    app = pilot.app
    await wait_for_text(pilot, "▌ ")
    await pilot.press("a")
    await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the integrations")
    await pilot.press(*"slack")
    await wait_for_text(pilot, "  Slack")
    await pilot.press("enter")
    await wait_for_text(pilot, "How to connect Slack")
    await pilot.press(*"oauth", "enter")
    await wait_until(
        pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
    )
    await pilot.press(*"Team", "ctrl+s")
    await wait_for_text(pilot, "Make this tool?")
    await pilot.press("y")


async def test_the_wait_for_a_consent_is_seen_until_it_is_given(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(AixtuiApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    monkeypatch.setattr(awaiting, "PAUSE_SECONDS", 0.05)
    app = app_on(connection_to(fresh_sandbox), start=AppAddress(TOOL.id))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await connect(pilot)
        await wait_for_text(pilot, WAITING)
        assert "The service asks for your consent" in screen_text(app)
        await pilot.press("c")
        await wait_until(pilot, lambda: bool(copied), "the copy")
        await wait_until(pilot, lambda: isinstance(app.screen, HandOver), "the address again")
        await wait_for_text(pilot, WAITING)
        address = copied[0]
        assert address in screen_text(app).replace("\n", "")
        assert httpx.get(address).status_code == httpx.codes.OK
        await wait_for_text(pilot, "The service answers: the tool tells its actions now.")
        await pilot.press("i")
        await wait_for_text(pilot, "Made Team.")
        page = await app.session.read(lambda ws: ws.search(TOOL, Query("Team")))
        assert [row.resource.name for row in page.rows] == ["Team"]


async def test_one_need_not_wait(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox), start=AppAddress(TOOL.id))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await connect(pilot)
        await wait_for_text(pilot, WAITING)
        await pilot.press("i")
        await wait_for_text(pilot, "It waits for your consent")
        await wait_for_text(pilot, "Made Team.")
