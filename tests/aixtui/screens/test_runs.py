"""The list of runs on the screen, the runs of a resource, and what is said of those that go on."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.model import MODEL
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.settings.tree import Runs, Settings
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from tests.aixtui.running.journaled import answered, in_flight, keep
from tests.driving import app_on, connection_to, keys_of, open_run, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met." for n in range(8))
STATISTICS = "594a8b3d981f0a7045490169"


@pytest.fixture
def journal() -> Iterator[Journal]:
    """As another window has it."""
    journal = Journal.open()
    yield journal
    journal.close()


async def send_long(pilot: Pilot[Any], text: str = LONG) -> None:
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await open_run(pilot, MODEL, "sandbox/long-document-report")
    app.screen.query_one(TextArea).text = text
    await pilot.pause()
    await pilot.press("f5")
    await wait_for_text(pilot, "poll 1")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_last_weeks_run_is_found_by_a_word_of_its_output_and_sent_with_one_change(
    sandbox: RunningSandbox, journal: Journal, size: tuple[int, int]
) -> None:
    keep(journal, "A good day.", answered("It purrs like a zebra."))
    keep(journal, "Another day.", answered("It barks."))
    async with app_on(connection_to(sandbox)).run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("R")
        await wait_for_text(pilot, "1-2 of 2")
        await pilot.press("slash", *keys_of("zebra"), "enter")
        await wait_for_text(pilot, "1-1 of 1")
        await pilot.press("r")
        await wait_for_text(pilot, "A good day.")
        await pilot.press("f5")
        await wait_for_text(pilot, "positive")
        await pilot.press("escape")
        await wait_for_text(pilot, "▌ Sentiment")
        await pilot.press("escape")
        await wait_for_text(pilot, "1-3 of 3")


@pytest.mark.parametrize(("size", "is_beside"), [((80, 24), False), ((120, 40), True)])
async def test_two_runs_stand_beside_each_other_where_there_is_room(
    sandbox: RunningSandbox, journal: Journal, size: tuple[int, int], is_beside: bool
) -> None:
    keep(journal, "A good day.", answered("It purrs like a zebra."))
    keep(journal, "A bad day.", answered("It purrs like a cat."))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("R")
        await wait_for_text(pilot, "1-2 of 2")
        await pilot.press("space", "space")
        await wait_for_text(pilot, "2 marked")
        await pilot.press("equals_sign")
        await wait_for_text(pilot, "Esc closes this.")
        (line,) = [one for one in screen_text(app).split("\n") if "- A good day." in one]
        assert ("+ A bad day." in line) is is_beside
        await pilot.resize_terminal(*((120, 40) if size[0] == 80 else (80, 24)))
        await wait_until(
            pilot,
            lambda: any(
                "- A good day." in one and ("+ A bad day." in one) is not is_beside
                for one in screen_text(app).split("\n")
            ),
            "the other way to show it",
        )


async def test_what_another_window_sends_appears_while_the_list_is_looked_at(
    sandbox: RunningSandbox, journal: Journal
) -> None:
    async with app_on(connection_to(sandbox)).run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("R")
        await wait_for_text(pilot, "There are no runs here yet.")
        keep(journal, "A good day.", answered("It is good."))
        await wait_for_text(pilot, "A good day.")
        await pilot.press("1")
        await wait_for_text(pilot, "▌ Text Analyst")
        assert "live" not in screen_text(pilot.app)  # type: ignore[arg-type]


async def test_a_run_that_is_left_is_counted_and_its_end_is_told(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await send_long(pilot, LONG * 3)
        await pilot.press("b")
        await wait_for_text(pilot, "▌ Text Analyst")
        assert "◐ 1 run" in screen_text(app)
        await wait_for_text(pilot, "Long Document Report: SUCCESS")
        await wait_for_text(pilot, "R lists it.")
        await wait_until(pilot, lambda: "◐ 1 run" not in screen_text(app), "it is counted no more")


async def test_what_nobody_watches_stays_in_the_header_until_it_is_watched_or_gone(
    sandbox: RunningSandbox, journal: Journal
) -> None:
    run_id = keep(journal, "A good day.", in_flight())
    journal.runs.release(run_id)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: "○ 1 run not watched (A)" in header(app), "it is counted")
        await send_long(pilot, LONG * 3)
        await pilot.press("escape")
        await wait_for_text(pilot, "The run goes on at the server")
        await pilot.press("escape")
        await wait_until(pilot, lambda: "○ 2 runs not watched (A)" in header(app), "it is counted, too")
        await pilot.press("R")
        await wait_for_text(pilot, "1-2 of 2")
        await pilot.press("enter")
        await wait_for_text(pilot, "Long Document Report › run")
        await pilot.press("b")
        await wait_until(pilot, lambda: "◐ 1 run  ○ 1 run not watched (A)" in header(app), "one is watched")
        await pilot.press("G")
        await wait_for_text(pilot, "○ not watched")
        await pilot.press("D")
        await wait_for_text(pilot, "Delete the run")
        await pilot.press("y")
        await wait_until(pilot, lambda: "not watched" not in header(app), "it is gone")


def header(app: AixtuiApp) -> str:
    return screen_text(app).partition("\n")[0]


async def test_where_the_runs_are_listed_the_end_of_one_names_no_way_there(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await send_long(pilot, LONG * 3)
        await pilot.press("b")
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("R")
        await wait_for_text(pilot, "◐ running")
        await pilot.press("enter")
        await wait_for_text(pilot, "Long Document Report › run")
        await pilot.press("b")
        await wait_for_text(pilot, "Long Document Report: SUCCESS")
        assert "lists it" not in screen_text(app)
        await wait_for_text(pilot, "● done")


async def test_the_runs_of_a_resource_come_by_themselves_and_keys_act_on_the_run_under_the_cursor(
    sandbox: RunningSandbox, journal: Journal
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("enter")
        await wait_for_text(pilot, "ORIGIN")
        await pilot.press("4")
        await wait_for_text(pilot, "There are no runs here yet.")
        for number in range(2):
            keep(journal, f"number {number}", answered("x"), name="Text Statistics", of=STATISTICS)
        await wait_for_text(pilot, "1-2 of 2")
        assert "RESOURCE" not in screen_text(app)
        assert "F5 run again" in screen_text(app)
        await pilot.press("N")
        await wait_for_text(pilot, "Note for this run of Text Statistics")
        await pilot.press("escape")
        await wait_for_text(pilot, "1-2 of 2")
        await pilot.press("space", "space")
        await wait_for_text(pilot, "2 marked")
        await pilot.press("D")
        await wait_for_text(pilot, "Delete 2 runs from the journal?")
        await pilot.press("y")
        await wait_for_text(pilot, "There are no runs here yet.")


@pytest.mark.parametrize("ends_with_us", [True, False], ids=["ours", "of another process"])
async def test_quitting_asks_where_runs_end_with_the_sandbox(
    sandbox: RunningSandbox, *, ends_with_us: bool
) -> None:
    app = app_on(replace(connection_to(sandbox), ends_with_us=ends_with_us))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await send_long(pilot, LONG * 20)
        await pilot.press("b")
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("q")
        if ends_with_us:
            await wait_for_text(pilot, "This run ends with the sandbox. Quit again to leave all the same.")
            await pilot.press("q")
        await wait_until(pilot, lambda: not app.is_running, "the end")
        assert app.session.in_flight.left_at_end == 1


async def test_the_terminal_calls_where_the_settings_want_it(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    bells: list[int] = []
    monkeypatch.setattr(AixtuiApp, "bell", lambda _: bells.append(1))
    app = app_on(connection_to(sandbox), Settings(runs=Runs(notify="bell")))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await send_long(pilot)
        assert bells == []
        await pilot.press("b")
        await wait_until(pilot, lambda: bells == [1], "the bell")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_runs_of_a_resource_stand_in_a_tab_of_it(
    sandbox: RunningSandbox, journal: Journal, size: tuple[int, int]
) -> None:
    keep(journal, "Of another one", answered("x"))
    for number in range(3):
        keep(journal, f"number {number}", answered("x"), name="Text Statistics", of=STATISTICS)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("enter")
        await wait_for_text(pilot, "ORIGIN")
        await pilot.press("4")
        await wait_for_text(pilot, "1-3 of 3")
        assert "Of another one" not in screen_text(app)
        await pilot.press("j", "enter")
        await wait_for_text(pilot, "› run")
        await pilot.press("escape")
        await wait_for_text(pilot, "1-3 of 3")
        assert app.place.address == f"models/{STATISTICS}/runs"
        await pilot.press("J")
        await wait_for_text(pilot, "There are no runs")
        await pilot.press("escape")
        await wait_for_text(pilot, "page 1/")


async def test_fifty_in_flight_hold_up_no_key_and_all_come_to_their_end(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        resource = await app.session.read(lambda ws: ws.get(MODEL, "sandbox/long-document-report"))
        for _ in range(50):
            run = Run(app.session, MODEL, resource)
            run.form.type("text", "A town. ")
            run.send(screen.face)
        await wait_for_text(pilot, "◐ 50 runs")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("R")
        await wait_for_text(pilot, "of 50")
        async with asyncio.timeout(120):
            while app.session.in_flight.number:
                await asyncio.sleep(0.05)
        journal = await app.session.journal()
        runs, total = journal.run_list.find(RunQuery("sandbox", phases=("done",), size=100))
        assert (len(runs), total) == (50, 50)
