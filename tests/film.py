"""What the moving picture of the README shows: start, search, filter, open, and run an agent."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.results import Reading, RunEvent, RunStep
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.run.screen import RunScreen
from aixtui.system import clock
from tests.aixtui.headless import run_to_end
from tests.driving import open_run, wait_for_text, wait_until
from tests.moving_picture import Frame
from tests.snapshots.scenes import press

SIZE = (100, 26)
_STEP_SECONDS = 0.6
_ALIKE = 5
"""So many looks in a row have to be alike."""
_QUERY = "What a wonderful film. I loved every minute of it."


async def film(pilot: Pilot[Any]) -> list[Frame]:
    """All pictures, in the app that shows its first list."""
    frames = [await _frame(pilot, 1.6)]
    for steps, seconds in _browsing():
        await press(pilot, *steps)
        await _page_ahead(pilot)
        frames.append(await _frame(pilot, seconds))
    frames += [frame async for frame in _running(pilot)]
    return frames


def _browsing() -> Iterator[tuple[tuple[str, ...], float]]:
    yield ("2", ":Text Statistics", ":page 1/"), 1.4
    yield ("colon", *"models sp"), 0.3
    yield tuple("eech"), 0.5
    yield ("enter", ":/ speech", ":Azure Speech to Text"), 1.4
    yield ("F", ":Narrow the models"), 0.8
    for typed in ("micro", "soft"):
        yield tuple(typed), 0.3
    yield ("enter", "escape", ":Microsoft x"), 1.6
    yield ("j", "j"), 0.5
    yield ("1", ":▌ Text Analyst"), 0.8
    yield ("enter", ":Instructions"), 1.6


async def _page_ahead(pilot: Pilot[Any]) -> None:
    """Wait for the page that is fetched ahead: what filters offer, and say of it, comes from there too."""
    screen = pilot.app.screen
    if isinstance(screen, BrowseScreen):
        listing, loader = screen.browser.listing, screen.browser.loader
        ahead = listing.query._replace(page=2)
        await wait_until(
            pilot, lambda: loader.pages.get(listing.source.id, ahead) is not None, "the page ahead"
        )


async def _running(pilot: Pilot[Any]) -> AsyncIterator[Frame]:
    """A run, with what the sandbox makes of it; its times and its id, which always differ, are made even."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    screen = await open_run(pilot, AGENT, "sandbox-ws/text-analyst")
    for end in (0, 14, 30, len(_QUERY)):
        screen.query_one(TextArea).text = _QUERY[:end]
        yield await _frame(pilot, 0.35)
    run = screen.run_state
    run.form.texts = {**run.form.texts, "query": _QUERY}
    last = await run_to_end(app.session, AGENT, run.resource, run.form.values)
    assert last.status == "SUCCESS", last
    async for frame in _watched(pilot, screen, last):
        yield frame


async def _watched(pilot: Pilot[Any], screen: RunScreen, last: RunEvent) -> AsyncIterator[Frame]:
    run, steps = screen.run_state, [_even(step, last.request_id) for step in last.reading.steps]
    with patch.object(clock, "monotonic") as monotonic:
        monotonic.return_value = 0.0
        run.begin()
        run.live.add(RunEvent("sent", 0.0))
        run.live.add(RunEvent("accepted", 0.1, "IN_PROGRESS"))
        for number, step in enumerate(steps):
            begun = step._replace(output=None, error="", seconds=None, credits=None)
            reading = Reading(steps=(*steps[:number], begun))
            monotonic.return_value = (number + 0.5) * _STEP_SECONDS
            run.live.add(RunEvent("polled", monotonic(), "IN_PROGRESS", reading=reading))
            await wait_for_text(pilot, f"   {number + 1} poll")  # it is painted four times a second at most
            yield await _frame(pilot, 0.7)
        monotonic.return_value = whole = len(steps) * _STEP_SECONDS
        done = last.reading._replace(steps=tuple(steps))
        run.live.add(last._replace(elapsed=whole, run_time=whole, reading=done))
        await wait_for_text(pilot, last.status)
        await wait_until(pilot, lambda: screen.shown.tab == "output", "the output")
        yield await _frame(pilot, 4)


def _even(step: RunStep, run_id: str) -> RunStep:
    output = json.loads(json.dumps(step.output).replace(run_id, "c503382e1f528241c4d8c5e6"))
    return step._replace(start=None, seconds=_STEP_SECONDS, output=output)


async def _frame(pilot: Pilot[Any], seconds: float) -> Frame:
    app = pilot.app
    for field in app.screen.query(Input):
        field.cursor_blink = False
    for area in app.screen.query(TextArea):
        area.cursor_blink = False
    return Frame(await _settled(pilot), seconds)


async def _settled(pilot: Pilot[Any]) -> str:
    """The screen, once it stays as it is: what follows its end scrolls when all else is laid out."""
    seen: list[str] = []
    while len(seen) < _ALIKE or len(set(seen[-_ALIKE:])) > 1:
        await pilot.pause(0.02)
        seen.append(pilot.app.export_screenshot())
    return seen[-1]
