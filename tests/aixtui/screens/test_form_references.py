"""What a field refers to is gone through, put in order, taken away and looked at from the field."""

import httpx
import pytest

from aixtui.kinds.agent import AGENT
from aixtui.kindspec.references import ids_in
from aixtui.sandbox import RunningSandbox
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.workspace.query import Query
from tests.aixtui.screens.test_form_manners import editing, footer, form_of, on_field
from tests.driving import app_on, connection_to, open_run, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_up_and_down_go_through_what_is_listed_before_they_leave_it(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        moves = form_of(app).form.moves
        moves.to("llm")
        await on_field(pilot, "llm")
        seen = []
        for key in ("down", "down", "down", "down", "up", "up", "up", "up"):
            await pilot.press(key)
            await wait_until(pilot, lambda: getattr(app.focused, "id", "") == f"field-{moves.current}", key)
            seen.append((moves.current, moves.place(moves.current)))
        inside = [("tools", 0), ("tools", 1), ("tools", 2)]
        assert seen == [*inside, ("tool_settings", 0), *reversed(inside), ("llm", 0)]


async def test_the_one_under_the_cursor_is_moved_and_taken_away(fresh_sandbox: RunningSandbox) -> None:
    async with editing(fresh_sandbox) as (app, pilot):
        form = form_of(app).form
        first, second, third = ids_in(form.texts["tools"])
        form.moves.to("tools")
        await on_field(pilot, "tools")
        await pilot.press("shift+up")
        await wait_for_text(pilot, "It is the first one already.")
        for key, after in (
            ("shift+down", [second, first, third]),
            ("alt+down", [second, third, first]),
            ("shift+up", [second, first, third]),
            ("delete", [second, third]),
            ("ctrl+z", [second, first, third]),
            ("ctrl+z", [second, third, first]),
        ):
            await pilot.press(key)
            await wait_until(pilot, lambda after=after: ids_in(form.texts["tools"]) == after, key)  # type: ignore[misc]
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Save these changes?")
        await pilot.press("y")
        await wait_for_text(pilot, "▌ Text Analyst")
        agent = await app.session.read(lambda ws: ws.get(AGENT, form.resource.id))  # type: ignore[union-attr]
        assert [one.id for one in agent.tools] == [second, third, first]


async def test_what_has_no_order_says_so(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        for name, said in (
            ("llm", "LLM has no order."),
            ("agents", "Agents holds nothing to be put in another order."),
        ):
            form_of(app).form.moves.to(name)
            await on_field(pilot, name)
            await pilot.press("shift+down")
            await wait_for_text(pilot, said)
        await pilot.press("right")
        await wait_for_text(pilot, "Agents holds nothing.")
        form_of(app).form.moves.to("tool_settings")
        await on_field(pilot, "tool_settings")
        await pilot.press("right")
        await wait_for_text(pilot, "Tool settings names no resource.")


async def test_what_is_named_is_looked_at_and_the_form_is_there_again_as_it_was(
    sandbox: RunningSandbox,
) -> None:
    async with editing(sandbox, (80, 24)) as (app, pilot):
        form = form_of(app).form
        await pilot.press("x")
        form.moves.to("tools")
        await on_field(pilot, "tools")
        await pilot.press("down", "backspace")
        await wait_for_text(pilot, "* 2 changed, kept")
        await pilot.pause()
        before, shown = dict(form.texts), screen_text(app)
        assert "Right open" in footer(app)
        await pilot.press("right")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        await wait_for_text(pilot, "Models › Text Statistics")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
        await on_field(pilot, "tools")
        await wait_until(pilot, lambda: screen_text(app) == shown, "the form as it was")
        assert (form.texts, form.moves.place("tools")) == (before, 1)


async def test_one_that_was_renamed_meanwhile_is_named_so(fresh_sandbox: RunningSandbox) -> None:
    async with editing(fresh_sandbox) as (app, pilot):
        form = form_of(app).form
        page = await app.session.read(lambda ws: ws.search(AGENT, Query("Feedback Sorter")))
        other = page.rows[0].resource
        form.type("agents", other.id)
        form.moves.to("agents")
        await on_field(pilot, "agents")
        await pilot.press("right")
        await wait_for_text(pilot, "Agents › Feedback Sorter")
        await app.session.write(lambda ws: ws.save(AGENT, other, {"name": "Sorter of letters"}))
        await pilot.press("escape")
        await wait_for_text(pilot, "▌Sorter of letters")


async def test_one_that_is_gone_is_said_to_be_and_stays_in_the_field(fresh_sandbox: RunningSandbox) -> None:
    async with editing(fresh_sandbox) as (app, pilot):
        form = form_of(app).form
        form.type("tools", "sandbox/none-such")
        form.moves.to("tools")
        await on_field(pilot, "tools")
        await pilot.press("right")
        await wait_for_text(pilot, "It may have been deleted, or belong to another workspace.")
        assert isinstance(app.screen, EditScreen)
        assert form.texts["tools"] == "sandbox/none-such"


async def test_a_long_list_is_scrolled_with_its_cursor(fresh_sandbox: RunningSandbox) -> None:
    headers = {"x-api-key": fresh_sandbox.api_key}
    reply = httpx.post(
        f"{fresh_sandbox.backend_url}/v2/models/paginate", json={"pageSize": 40}, headers=headers
    )
    reply.raise_for_status()
    ids = [one["id"] for one in reply.json()["results"]]
    async with editing(fresh_sandbox, (80, 24)) as (app, pilot):
        form = form_of(app).form
        form.names |= {one: f"model number {at}." for at, one in enumerate(ids)}
        form.type("tools", "\n".join(ids))
        form.moves.to("tools")
        await on_field(pilot, "tools")
        await pilot.press(*["down"] * (len(ids) - 1))
        await wait_until(pilot, lambda: form.moves.place("tools") == len(ids) - 1, "the last one")
        await wait_for_text(pilot, f"model number {len(ids) - 1}.")
        await pilot.press(*["up"] * (len(ids) - 1))
        await wait_for_text(pilot, "model number 0.")
        await wait_until(pilot, lambda: "model number 30." not in screen_text(app), "the first ones alone")


async def test_the_footer_of_a_run_says_what_enter_does_in_a_list(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = await open_run(pilot, AGENT, "sandbox-ws/text-analyst")
        await pilot.press("f8")
        await wait_for_text(pilot, "Tasks")
        form = screen.inputs.form
        assert form is not None
        form.moves.to("tasks")
        await on_field(pilot, "tasks")
        await wait_until(pilot, lambda: "Enter add" in footer(app), "what Enter does")


async def test_without_an_llm_it_is_said_what_the_agent_thinks_with(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        form_of(app).form.moves.to("llm")
        await on_field(pilot, "llm")
        await pilot.press("delete")
        await wait_for_text(pilot, "none, so the platform's default: Enter picks")
