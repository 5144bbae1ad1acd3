"""Three panes: the list, the facts of its row and below them the row's document, where there is room."""

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.listing.address import AppAddress
from aixtui.listing.preview import JSON_FROM_WIDTH
from aixtui.sandbox import RunningSandbox
from aixtui.stores.state import StateStore
from aixtui.widgets.json_view import JsonView
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
MODELS = AppAddress("model")
BROAD, NARROWER = (JSON_FROM_WIDTH, 40), (JSON_FROM_WIDTH - 1, 40)


def is_seen(app: AixtuiApp) -> bool:
    view = app.screen.query_one(JsonView)
    return view.display and bool(view.size)


async def show_both(pilot: Pilot[None]) -> None:
    await wait_for_text(pilot, "▌ Text Statistics")
    await pilot.press("o")
    await wait_for_text(pilot, "╭─ MODEL ─")
    await pilot.press("o")
    await wait_for_text(pilot, "╭─ JSON ─")
    await wait_for_text(pilot, '"name": "Text Statistics"')


async def test_the_key_shows_the_facts_then_the_document_too_then_neither(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=BROAD) as pilot:
        await show_both(pilot)
        assert StateStore().note("preview") == "small with JSON"
        await pilot.press("o")
        await wait_until(pilot, lambda: "╭─ MODEL" not in screen_text(app), "the list alone")
        assert not is_seen(app)
        await pilot.press("o")
        await wait_for_text(pilot, "╭─ MODEL ─")
        assert not is_seen(app)


async def test_the_document_follows_the_cursor(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=BROAD) as pilot:
        await show_both(pilot)
        await pilot.press("down")
        await wait_for_text(pilot, '"name": "Sentiment"')
        assert '"name": "Text Statistics"' not in screen_text(app)


async def test_of_documents_that_come_late_the_last_one_asked_for_is_shown(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    document = WorkspaceGateway.document

    def note(gateway: WorkspaceGateway, resource: object) -> dict[str, object]:
        asked.append(str(getattr(resource, "name", "")))
        return document(gateway, resource)

    monkeypatch.setattr(WorkspaceGateway, "document", note)
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=BROAD) as pilot:
        await show_both(pilot)
        await pilot.press(*["down"] * 5)
        await wait_for_text(pilot, '"name": "Key Phrases"')
        assert asked[0] == "Text Statistics"
        assert asked[-1] == "Key Phrases"
        assert len(asked) < 6  # those that the cursor passed by were not made


async def test_on_a_narrower_screen_the_facts_alone_are_seen_and_the_choice_is_kept(
    sandbox: RunningSandbox,
) -> None:
    StateStore().keep_note("preview", "middle with JSON")
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=NARROWER) as pilot:
        await wait_for_text(pilot, "╭─ MODEL ─")
        assert not is_seen(app)
        await pilot.resize_terminal(*BROAD)
        await wait_for_text(pilot, '"name": "Text Statistics"')
        await pilot.resize_terminal(*NARROWER)
        await wait_until(pilot, lambda: not is_seen(app), "the facts alone")
        for seen in (False, True):
            await pilot.press("o")
            await wait_until(pilot, lambda seen=seen: ("╭─ MODEL" in screen_text(app)) == seen, f"{seen}")  # type: ignore[misc]
        assert StateStore().note("preview") == "middle with JSON"


async def test_without_a_row_nothing_of_the_one_before_stays(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=BROAD) as pilot:
        await show_both(pilot)
        await pilot.press("slash", *"no such thing", "enter")
        await wait_for_text(pilot, "No models match")
        await wait_until(pilot, lambda: "╭─ MODEL" not in screen_text(app), "no facts")
        assert '"name":' not in screen_text(app)
