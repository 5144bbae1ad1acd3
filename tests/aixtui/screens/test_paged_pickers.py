"""A picker goes through all that the server finds, a page at a time."""

import re
from threading import Event
from typing import Any

import pytest

from aixtui.app import AixtuiApp
from aixtui.kindspec.references import ids_in
from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.choose import Choose
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.screens.test_form_manners import editing, form_of, on_field
from tests.driving import screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


def highlighted(app: AixtuiApp) -> str:
    dialog = app.screen
    assert isinstance(dialog, Choose)
    return dialog.highlighted.label if dialog.highlighted is not None else ""


async def test_down_from_the_last_one_leads_to_the_next_page_and_up_back(sandbox: RunningSandbox) -> None:
    async with editing(sandbox, (120, 40)) as (app, pilot):
        form = form_of(app).form
        before = ids_in(form.texts["tools"])
        form.moves.to("tools")
        await on_field(pilot, "tools")
        await pilot.press("enter")
        await wait_for_text(pilot, "models 1-20 of ")
        await pilot.press("up")  # from the first one to the last page
        await wait_until(pilot, lambda: "models 1-20" not in screen_text(app), "the last page")
        await pilot.press("pagedown")
        await wait_for_text(pilot, "models 1-20 of ")
        assert highlighted(app) == "Language Identification"
        await pilot.press("up", "pagedown")
        await wait_for_text(pilot, "models 1-20 of ")
        await pilot.press("pagedown")
        await wait_for_text(pilot, "models 21-40 of ")
        await wait_until(pilot, lambda: "PgDn PgUp turn the page" in screen_text(app), "the keys")
        first = highlighted(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(ids_in(form.texts["tools"])) == len(before) + 1, "one more")
        assert highlighted(app) == first
        assert re.search(rf"\[x\] {re.escape(first)}", screen_text(app))
        await pilot.press("up")
        await wait_for_text(pilot, "models 1-20 of ")
        await pilot.press("escape")
        assert form.name_of(ids_in(form.texts["tools"])[-1]) == first


async def test_the_text_stays_while_pages_are_turned(sandbox: RunningSandbox) -> None:
    async with editing(sandbox, (100, 30)) as (app, pilot):
        form_of(app).form.moves.to("tools")
        await on_field(pilot, "tools")
        await pilot.press(*"opus")
        await wait_for_text(pilot, "models 1-20 of ")
        await pilot.press("pagedown")
        await wait_for_text(pilot, "models 21-40 of ")
        assert "opus" in screen_text(app)
        await pilot.press(*"-mt-el")
        await wait_until(pilot, lambda: "21-40" not in screen_text(app), "the hits for the longer text")


async def test_a_slow_page_leaves_what_was_there_and_a_failed_one_says_why(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, original, is_broken = Event(), WorkspaceGateway.search, True

    def search(workspace: WorkspaceGateway, kind: Any, query: Query, **options: Any) -> Any:
        if query.page > 1:
            assert gate.wait(30)
            if is_broken:
                raise OSError("[red]The line is cut.")
        return original(workspace, kind, query, **options)

    async with editing(sandbox, (100, 30)) as (app, pilot):
        monkeypatch.setattr(WorkspaceGateway, "search", search)
        form_of(app).form.moves.to("llm")
        await on_field(pilot, "llm")
        await pilot.press("enter")
        await wait_for_text(pilot, "LLM  1-20 of ")
        last = len(app.screen._list.choices)  # type: ignore[attr-defined]  # noqa: SLF001
        await pilot.press(*["down"] * last)
        await wait_for_text(pilot, "· looking on the server …")
        assert "1-20 of " in screen_text(app)
        there = highlighted(app)
        gate.set()
        await wait_for_text(pilot, "[red]The line is cut.")
        assert highlighted(app) == there
        is_broken = False
        await pilot.press("down")
        await wait_for_text(pilot, "LLM  21-40 of ")
        assert "The line is cut" not in screen_text(app)


async def test_enter_before_anything_was_found_picks_what_is_found(sandbox: RunningSandbox) -> None:
    async with editing(sandbox, (100, 30)) as (app, pilot):
        form = form_of(app).form
        form.moves.to("llm")
        await on_field(pilot, "llm")
        await pilot.press("enter")
        await wait_for_text(pilot, "type to search")
        await wait_until(pilot, lambda: bool(highlighted(app)), "the first page")
        await pilot.press(*"word ch", "enter")
        await wait_until(pilot, lambda: form.name_of(form.texts["llm"]) == "Word Chain", "what was picked")
