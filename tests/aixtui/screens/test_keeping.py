"""Places that are kept: renamed, removed, gone, saved by another program meanwhile."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from aixsdk import Aixplain
from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.stores.state import Recent, StateStore
from aixtui.stores.views import Favourite, View, ViewStore
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
SPEECH = View("Talk", "model", "models?q=speech", ("name", "price"))
DRAFTS = View("Drafts", "agent", "agents?q=text")


async def open_places(pilot: Pilot[Any]) -> Choose:
    """The dialog of kept places."""
    await wait_for_text(pilot, "▌ Text Analyst")
    await pilot.press("v")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose), "the dialog")
    assert isinstance(pilot.app.screen, Choose)
    return pilot.app.screen


async def answer(pilot: Pilot[Any], screen: type, key: str) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, screen), "the question")
    await pilot.press(key)


def foreign_favourite(sandbox: RunningSandbox) -> Favourite:
    """An agent of the sandbox as a favourite of another sitting."""
    with Aixplain(sandbox.api_key, backend_url=sandbox.backend_url, model_url=sandbox.models_url) as aix:
        agent = aix.Agent.get("sandbox-ws/text-analyst")
    return Favourite("agent", str(agent.id), "Old friend", "sandbox")


async def test_a_view_is_removed_where_it_is_listed_after_asking(sandbox: RunningSandbox) -> None:
    for view in (SPEECH, DRAFTS):
        ViewStore().save_view(view)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        dialog = await open_places(pilot)
        await wait_for_text(pilot, "F2 renames  F8 removes")
        await pilot.press("f8")
        await answer(pilot, Confirm, "n")
        await wait_until(pilot, lambda: app.screen is dialog, "the dialog again")
        assert ViewStore().read().views == (SPEECH, DRAFTS)
        await pilot.press("f8")
        await answer(pilot, Confirm, "y")
        await wait_until(pilot, lambda: ViewStore().read().views == (DRAFTS,), "the file without it")
        await wait_until(
            pilot, lambda: "Talk" not in screen_text(app).replace("Removed Talk", ""), "the list"
        )
        assert app.screen is dialog
        await pilot.press("enter")
        await wait_for_text(pilot, "/ text")


async def test_a_view_is_renamed_and_a_name_that_is_taken_is_said(sandbox: RunningSandbox) -> None:
    for view in (SPEECH, DRAFTS):
        ViewStore().save_view(view)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await open_places(pilot)
        await pilot.press("down", "f2")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        assert app.screen.query_one(Input).value == "Drafts"
        app.screen.query_one(Input).value = "Talk"
        await pilot.press("enter")
        await wait_for_text(pilot, "There is a view Talk already.")
        assert app.screen.query_one(Input).value == "Talk"
        app.screen.query_one(Input).value = "Text"
        await pilot.press("end", "s", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog again")
        await wait_for_text(pilot, "Texts  view: agents?q=text")
    assert [view.name for view in ViewStore().read().views] == ["Talk", "Texts"]


async def test_a_view_found_by_its_name_is_still_listed_under_another(sandbox: RunningSandbox) -> None:
    ViewStore().save_view(SPEECH)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await open_places(pilot)
        await pilot.press(*"talk", "f2")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        app.screen.query_one(Input).value = "Other"
        await pilot.press("enter")
        await wait_for_text(pilot, "Other  view: models?q=speech")


async def test_favourites_and_what_was_opened_go_the_same_way(sandbox: RunningSandbox) -> None:
    favourite = foreign_favourite(sandbox)
    ViewStore().add_favourite(favourite)
    StateStore().add_recent("sandbox", Recent("model", "m1", "Once seen"))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_places(pilot)
        await wait_for_text(pilot, "Once seen  opened model")
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        app.screen.query_one(Input).value = "Best friend"
        await pilot.press("enter")
        await wait_for_text(pilot, "Best friend  favourite agent")
        await pilot.press("f8")
        await answer(pilot, Confirm, "y")
        await wait_for_text(pilot, "Removed Best friend.")
        assert not ViewStore().read().favourites
        await wait_until(
            pilot, lambda: app.screen.query_one(OptionList).option_count == 1, "the shorter list"
        )
        await pilot.press("f2")
        await wait_for_text(pilot, "What was opened lately")
        await pilot.press("f8")
        await wait_until(pilot, lambda: StateStore().recents("sandbox") == (), "nothing opened")
        await wait_for_text(pilot, "There is nothing to choose from.")
        await pilot.press("f8", "f2", "enter")
        assert isinstance(app.screen, Choose)
