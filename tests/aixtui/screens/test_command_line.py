"""The line after `:` on every screen: it leads from there to where it leads from the lists."""

from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.kindspec.results import RunStep
from aixtui.listing.address import AppAddress
from aixtui.running.step_text import StepText
from aixtui.sandbox import RunningSandbox
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.command_prompt import CommandPrompt
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.run.screen import RunScreen
from tests.aixtui.test_type_ahead import burst
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
SCOPES = ("detail", "settings", "run", "step")
KEYS = {"detail": "enter", "settings": "comma", "run": "r", "edit": "e"}


def scope_of(app: AixtuiApp) -> str:
    return app.screen.SCOPE if isinstance(app.screen, BaseScreen) else ""


async def open_screen(pilot: Pilot[Any], app: AixtuiApp, scope: str) -> None:
    """From the models or agents to a screen on which nothing is typed."""
    await wait_for_text(pilot, "▌ Text ")
    lists = app.screen
    assert isinstance(lists, BrowseScreen)
    if scope in KEYS:
        await pilot.press(KEYS[scope])
    else:
        step = StepText(RunStep("1", unit="Search"))
        app.push_screen(lists.context.make_screen(lists.context, step))
    await wait_until(pilot, lambda: scope_of(app) == scope, scope)
    if scope == "run":
        await wait_until(pilot, lambda: app.screen.is_typing, "the inputs")  # type: ignore[attr-defined]
        await pilot.press(*"Hello", "f5")
        await wait_until(pilot, lambda: not app.screen.is_typing, "what it gave")  # type: ignore[attr-defined]


@pytest.mark.parametrize("scope", SCOPES)
async def test_an_address_leads_from_every_screen_to_the_list(sandbox: RunningSandbox, scope: str) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(100, 30)) as pilot:
        await open_screen(pilot, app, scope)
        burst(app, ":", *"too")
        await wait_for_text(pilot, "\n : tools")
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.place.address == "tools", "the tools")
        assert scope_of(app) == "browse"


@pytest.mark.parametrize("scope", SCOPES)
async def test_its_words_do_on_every_screen_what_they_do_on_lists(
    sandbox: RunningSandbox, scope: str
) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(100, 30)) as pilot:
        await open_screen(pilot, app, scope)
        burst(app, ":", *"help", "enter")
        await wait_for_text(pilot, "Keys of this screen")
        await pilot.press("escape")
        await wait_until(pilot, lambda: scope_of(app) == scope, "the screen as it was")
        burst(app, ":", *"views", "enter")
        await wait_for_text(pilot, "Views, favourites, and what was opened lately")
        await pilot.press("escape")
        await wait_until(pilot, lambda: scope_of(app) == "browse", "the list")
        burst(app, ":", "up")
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPrompt), "the line")
        burst(app, *"q", "enter")
        await wait_until(pilot, lambda: not app.is_running, "the end")


@pytest.mark.parametrize("scope", SCOPES)
async def test_what_is_typed_behind_it_is_no_key_of_the_screen(sandbox: RunningSandbox, scope: str) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, app, scope)
        burst(app, ":", *"wq")
        await wait_for_text(pilot, "\n : wq")
        await pilot.press("enter")
        await wait_for_text(pilot, "There is no kind 'wq'.")
        assert scope_of(app) == scope
        burst(app, ":", *"modles", "enter")
        await wait_for_text(pilot, "Did you mean 'models'?")
        assert scope_of(app) == scope
        burst(app, ":", "escape")
        await wait_until(pilot, lambda: scope_of(app) == scope, "the screen as it was")
        assert app.is_running
        burst(app, ":", "up", "up")
        await wait_for_text(pilot, "\n : wq")


async def test_where_text_is_typed_it_is_text(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
        await pilot.press("end", "colon", *"q")
        await wait_for_text(pilot, "Text Analyst:q")


async def test_over_a_dialog_there_is_no_line(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        burst(app, "v", ":", *"q", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog")
        await wait_for_text(pilot, ":q")
        await pilot.press("escape", "c")
        await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form of a clone")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press("colon")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)


async def test_a_form_asks_before_it_is_left_and_may_be_stayed_in(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_screen(pilot, app, "detail")
        await pilot.press("e")
        form = await lossy_form(pilot, app)
        app.action_command()
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPrompt), "the line")
        burst(app, *"tools", "enter")
        await wait_for_text(pilot, "Leave without saving")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is form, "the form")
        app.action_command()
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPrompt), "the line")
        burst(app, *"tools", "enter")
        await wait_for_text(pilot, "Leave without saving")
        await pilot.press("y")
        await wait_until(pilot, lambda: app.place.address == "tools", "the tools")
        assert scope_of(app) == "browse"


async def lossy_form(pilot: Pilot[Any], app: AixtuiApp) -> EditScreen:
    """A changed form whose draft is kept nowhere."""
    await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
    form = app.screen
    assert isinstance(form, EditScreen)
    form.form.keeper = None
    await pilot.press("end", "x")
    await wait_for_text(pilot, "changed: Name")
    assert form.loss, screen_text(app)
    return form


async def test_a_run_that_is_left_by_it_is_watched_on(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("r")
        await wait_until(pilot, lambda: scope_of(app) == "run" and app.screen.is_typing, "the inputs")  # type: ignore[attr-defined]
        run = app.screen
        assert isinstance(run, RunScreen)
        await pilot.press(*"Hello", "f5")
        await wait_until(pilot, lambda: run.run_state.live.is_watching, "the run")
        burst(app, ":", *"tools", "enter")
        await wait_until(pilot, lambda: app.place.address == "tools", "the tools")
        assert run.run_state.live.is_watching
