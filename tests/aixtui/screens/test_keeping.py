"""Places that are kept: renamed, removed, gone, saved by another program meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from aixsdk import Aixplain
from aixtui.kinds.agent import AGENT
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.stores.state import Recent, StateStore
from aixtui.stores.views import Favourite, View, ViewStore
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
SPEECH = View("Talk", "model", "models?q=speech", ("name", "price"))
DRAFTS = View("Drafts", "agent", "agents?q=text")


async def open_kept(pilot: Pilot[Any]) -> Choose:
    """The dialog of kept places."""
    await wait_for_text(pilot, "▌ Text Analyst")
    await pilot.press("v")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose), "the dialog")
    assert isinstance(pilot.app.screen, Choose)
    return pilot.app.screen


async def answer(pilot: Pilot[Any], screen: type, key: str) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, screen), "the question")
    await pilot.press(key)


def others_favourite(sandbox: RunningSandbox) -> Favourite:
    """An agent of the sandbox as a favourite of another sitting."""
    with Aixplain(sandbox.api_key, backend_url=sandbox.backend_url, model_url=sandbox.models_url) as aix:
        agent = aix.Agent.get("sandbox-ws/text-analyst")
    return Favourite("agent", str(agent.id), "Old friend", "sandbox")


async def test_a_view_is_removed_where_it_is_listed_after_asking(sandbox: RunningSandbox) -> None:
    for view in (SPEECH, DRAFTS):
        ViewStore().save_view(view)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        dialog = await open_kept(pilot)
        await wait_for_text(pilot, "F2 renames, F8 removes")
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
        await open_kept(pilot)
        await pilot.press("down", "f2")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        assert app.screen.query_one(Input).value == "Drafts"
        app.screen.query_one(Input).value = "Talk"
        await pilot.press("enter")
        await wait_for_text(pilot, "There is a view Talk already.")
        assert app.screen.query_one(Input).value == "Talk"
        app.screen.query_one(Input).value = "Texts"
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog again")
        await wait_for_text(pilot, "Texts  view: agents?q=text")
    assert [view.name for view in ViewStore().read().views] == ["Talk", "Texts"]


async def test_a_view_found_by_its_name_is_still_listed_under_another(sandbox: RunningSandbox) -> None:
    ViewStore().save_view(SPEECH)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await open_kept(pilot)
        await pilot.press(*"talk", "f2")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        app.screen.query_one(Input).value = "Other"
        await pilot.press("enter")
        await wait_for_text(pilot, "Other  view: models?q=speech")


async def test_favourites_and_what_was_opened_go_the_same_way(sandbox: RunningSandbox) -> None:
    favourite = others_favourite(sandbox)
    ViewStore().add_favourite(favourite)
    StateStore().add_recent("sandbox", Recent("model", "m1", "Once seen"))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_kept(pilot)
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
        await wait_until(pilot, lambda: app.screen.query_one(OptionList).option_count == 0, "an empty list")
        await pilot.press("f8", "f2", "enter")
        assert isinstance(app.screen, Choose)


async def test_a_renamed_favourite_is_still_one(sandbox: RunningSandbox) -> None:
    ViewStore().add_favourite(others_favourite(sandbox))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: bool(app.screen.browsing.saved.content.favourites), "the favourite")  # type: ignore[attr-defined]
        await pilot.press("plus")
        await wait_for_text(pilot, "Text Analyst is no favourite any more.")
    assert ViewStore().read().favourites == ()


async def test_one_that_is_gone_is_offered_to_be_taken_off(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        agent = await app.session.write(lambda ws: ws.create(AGENT, {"name": "Short life"}))
        ViewStore().add_favourite(Favourite("agent", agent.id, "Short life", "sandbox"))
        await app.session.write(lambda ws: ws.delete(agent))
        await open_kept(pilot)
        await wait_for_text(pilot, "Short life  favourite agent")
        await pilot.press("enter")
        await wait_for_text(pilot, "Short life is not there any more.")
        assert ViewStore().read().favourites
        await answer(pilot, Confirm, "y")
        await wait_until(pilot, lambda: not ViewStore().read().favourites, "no favourite")


async def test_one_that_cannot_be_reached_stays(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        screen.browsing.recents.items = (Recent("agent", "a1", "Far away"),)

        def cut(*_: object) -> None:
            raise OSError("The line is cut.")

        monkeypatch.setattr(WorkspaceGateway, "get", cut)
        screen.browsing.navigator.go(AppAddress("agent", "a1"))
        await wait_for_text(pilot, "The line is cut.")
        await pilot.pause()
        assert app.screen is screen


async def columns_shown(pilot: Pilot[Any], shown: Callable[[str], bool]) -> None:
    await wait_until(pilot, lambda: shown(screen_text(pilot.app).splitlines()[3]), "the columns")  # type: ignore[arg-type]


async def test_a_view_brings_its_columns_for_as_long_as_the_sitting(sandbox: RunningSandbox) -> None:
    ViewStore().save_view(View("Talk", "model", "models?q=speech", ("price", "gone", "name")))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await open_kept(pilot)
        await pilot.press(*"talk", "enter")
        await wait_for_text(pilot, "/ speech")
        await columns_shown(pilot, lambda head: head.split() == ["Price", "Name"])
    later = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with later.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        await wait_until(pilot, lambda: bool(later.screen.browsing.saved.content.views), "what was kept")  # type: ignore[attr-defined]
        await later.workers.wait_for_complete(
            [worker for worker in later.workers if worker.group == "default" and not worker.is_finished]
        )
        await columns_shown(pilot, lambda head: head.split()[:2] == ["Name", "Function"])


async def test_what_another_program_saves_meanwhile_is_completed_and_gone_to(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: not app.screen.browsing.saved.content.views, "no views yet")  # type: ignore[attr-defined]
        ViewStore().save_view(View("Whispers", "model", "models?q=whisper"))
        await pilot.press("colon")
        await wait_until(pilot, lambda: bool(app.screen.browsing.saved.content.views), "the views again")  # type: ignore[attr-defined]
        await pilot.press(*"Whi")
        await wait_for_text(pilot, ": Whispers")
        await pilot.press("escape")
        ViewStore().delete_view("Whispers")
        ViewStore().save_view(View("Voices", "model", "models?q=voice"))
        await pilot.press("colon", *"Voices", "enter")
        await wait_for_text(pilot, "/ voice")


async def test_a_name_of_nothing_says_so(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"Nothing", "enter")
        await wait_for_text(pilot, "There is no kind 'Nothing'.")


async def test_what_was_opened_in_another_sitting_is_listed(sandbox: RunningSandbox) -> None:
    first = app_on(connection_to(sandbox))
    async with first.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(first.screen, DetailScreen), "the resource")
        await wait_until(pilot, lambda: bool(StateStore().recents("sandbox")), "the note of it")
    second = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with second.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        await wait_until(pilot, lambda: bool(second.screen.browsing.recents.items), "the note of it")  # type: ignore[attr-defined]
        await pilot.press("v")
        await wait_for_text(pilot, "Text Analyst  opened agent")


async def test_a_view_of_the_same_name_is_replaced_only_after_asking(sandbox: RunningSandbox) -> None:
    ViewStore().save_view(SPEECH)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: bool(app.screen.browsing.saved.content.views), "the views")  # type: ignore[attr-defined]
        for key, kept in (("n", SPEECH.address), ("y", "agents?sort=-updated")):
            await pilot.press("V")
            await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
            await pilot.press(*"Talk", "enter")
            await wait_for_text(pilot, "There is a view Talk already.")
            await pilot.press(key)
            await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
            if key == "y":
                await wait_for_text(pilot, "Saved view Talk.")
            assert [view.address.split("&size")[0] for view in ViewStore().read().views] == [kept]
