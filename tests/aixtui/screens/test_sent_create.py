"""A new agent that was on its way when the app ended, as the next sitting is told of it."""

import pytest

from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.stores.draft import Draft, new_draft_id
from aixtui.system import clock
from tests.aixtui.headless import session_on
from tests.driving import app_on, connection_to, screen_text, wait_for_text

pytestmark = pytest.mark.anyio
SENT = {"name": "Quill", "description": "Writes."}


async def send(sandbox: RunningSandbox, *, arrives: bool) -> None:
    session = session_on(connection_to(sandbox))
    drafts, now = (await session.journal()).drafts, clock.now()
    draft = Draft(
        new_draft_id(), "sandbox", "agent", "new Agents", "A new agent", {"texts": {}}, now, dict(SENT)
    )
    drafts.put(draft, secret_fields=())
    drafts.mark_sending(draft.id, dict(SENT), secret_fields=())
    drafts.release(draft.id)
    if arrives:
        await session.write(lambda ws: ws.create(AGENT, SENT))


async def test_what_arrived_is_gone_on_with(fresh_sandbox: RunningSandbox) -> None:
    await send(fresh_sandbox, arrives=True)
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Quill")
        await pilot.press("end", "a")
        await wait_for_text(pilot, "Go on with Quill")
        assert "when the app ended. It was made" in screen_text(app)
        await pilot.press("enter")
        await wait_for_text(pilot, "▌ Quill")
        assert "Go on with Quill" not in screen_text(app)
    assert (await session_on(connection_to(fresh_sandbox)).journal()).drafts.all("sandbox") == ()


async def test_what_is_missing_is_said_where_it_is_taken_up(fresh_sandbox: RunningSandbox) -> None:
    await send(fresh_sandbox, arrives=False)
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        await wait_for_text(pilot, "A new agent was being sent when the app ended. It was not made")
        await pilot.press("enter")
        await wait_for_text(pilot, "2 changed, kept")
        assert "Writes." in screen_text(app)
