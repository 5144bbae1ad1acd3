"""A run that is no longer watched is watched again where it is seen; sending it again is asked first."""

from collections.abc import Iterator

import pytest
from textual.widgets import TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from aixtui.screens.run.screen import RunScreen
from aixtui.stores.exact_json import JsonObject
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from tests.aixtui.running.journaled import answered, keep
from tests.driving import app_on, connection_to, keys_of, open_run, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met." for n in range(12))


@pytest.fixture
def journal() -> Iterator[Journal]:
    """As another window has it."""
    journal = Journal.open()
    yield journal
    journal.close()


def footer(app: AixtuiApp) -> str:
    return screen_text(app).split("\n")[-1]


async def test_a_run_that_is_no_longer_watched_is_watched_again_by_a_key_in_the_footer(
    sandbox: RunningSandbox, journal: Journal
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = await open_run(pilot, MODEL, "sandbox/long-document-report")
        app.screen.query_one(TextArea).text = LONG
        await pilot.pause()
        await pilot.press("f5")
        run = screen.run_state
        await wait_until(pilot, lambda: bool(run.live.last and run.live.last.url), "it is accepted")
        await wait_until(pilot, lambda: "Esc stop watching" in footer(app), "what Esc does")
        await pilot.press("2")
        await wait_for_text(pilot, "Nothing yet: the output comes when the run is over.")
        await pilot.press("1", "up", "down")
        await wait_for_text(pilot, "poll 1")
        assert "The inputs are not shown" not in screen_text(app)
        await pilot.press("escape")
        await wait_for_text(pilot, "The run goes on at the server: A watches it again")
        await wait_until(pilot, lambda: "A watch again" in footer(app), "the key that watches")
        assert "F5 run again" in footer(app)
        assert screen.shown.tab == "live"
        await pilot.press("f1")
        await wait_for_text(pilot, "Watch it again here")
        assert "Fill in what it was run with before" not in screen_text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, RunScreen), "the run")
        first = run.live
        await pilot.press("f5")
        await wait_for_text(pilot, "Run Long Document Report once more?")
        assert "The one before may still be going on at the server" in screen_text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, RunScreen), "the run")
        assert run.live is first
        await pilot.press("A")
        await wait_until(pilot, lambda: run.live is not first and run.live.is_finished, "its end")
        assert run.live.id == first.id
        assert [one.id for one in journal.run_list.find(RunQuery())[0]] == [first.id]
        await wait_until(pilot, lambda: "A watch again" not in footer(app), "nothing to be watched")


async def test_a_run_of_the_past_is_sent_again_after_asking(
    sandbox: RunningSandbox, journal: Journal
) -> None:
    keep(journal, "A good day.", answered("It purrs like a zebra."))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("R")
        await wait_for_text(pilot, "1-1 of 1")
        await pilot.press("enter")
        await wait_for_text(pilot, "✓ SUCCESS")
        assert "F5 run again" in footer(app)
        await pilot.press("f5")
        await wait_for_text(pilot, "A good day.")
        assert "Run Sentiment once more?" in screen_text(app)
        assert journal.run_list.find(RunQuery())[1] == 1
        await pilot.press("y")
        await wait_for_text(pilot, '"label": "positive"')
        assert journal.run_list.find(RunQuery())[1] == 2


async def test_a_failed_run_of_an_action_can_be_copied_as_a_command_once_it_is_opened_again(
    sandbox: RunningSandbox, journal: Journal
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        resource = await app.session.read(lambda ws: ws.get(TOOL, "sandbox/calculator"))
        values: JsonObject = {"action": "calculate", "data": {"expression": "1/0"}}
        run = Run(app.session, TOOL, resource, inputs=values)
        face = app.screen.face  # type: ignore[attr-defined]
        await run.inputs.begin(face)
        run.send(face)
        await wait_until(pilot, lambda: bool(run.live.ending), "its end")
        await pilot.press("R")
        await wait_for_text(pilot, "✗ failed")
        await pilot.press("enter")
        await wait_for_text(pilot, "i inputs")
        await pilot.press("y")
        await wait_for_text(pilot, "Copy of the run of Calculator")
        await pilot.press(*keys_of("aixtui"))
        await wait_for_text(pilot, "the same run")
        await pilot.press("escape")
        await wait_for_text(pilot, "i inputs")
        await pilot.press("f5")
        await wait_for_text(pilot, "Run Calculator once more?")
        await pilot.press("y")
        await wait_for_text(pilot, "i changes the inputs.")
        await pilot.press("i")
        await wait_for_text(pilot, "Cannot compute '1/0': division by zero.")
