"""What somebody meets who opens the sandbox for the first time: what is offered runs, the rest says so."""

from typing import Any

import pytest

from aixtui.kinds import KINDS
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.availability import FIRST_FILTERS
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.listing import address
from aixtui.listing.kind_source import KindSource
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from tests.aixtui.headless import Lists, session_on
from tests.driving import app_on, connection_to, screen_text, wait_for_text

pytestmark = pytest.mark.anyio

TRIES = 10
EXAMPLES = {"number": "12", "boolean": "true", "json": '{"a": 1}'}
"""What somebody types where nothing is there yet, by the type of the input; a sentence elsewhere."""


def newcomer(sandbox: RunningSandbox, *kinds: Kind, answers: tuple[Any, ...] = ()) -> Lists:
    session = session_on(connection_to(sandbox))
    return Lists(session, [KindSource(session, kind) for kind in kinds], *answers)


def typed(item: Field) -> str:
    if item.default or not item.required:
        return item.default
    return (
        item.options[0] if item.options else "1" if "number" in item.type_word else "How are the tides made?"
    )


async def test_the_first_ten_tries_work(sandbox: RunningSandbox) -> None:
    lists = await newcomer(sandbox, MODEL).begin()
    endings: dict[str, str] = {}

    async def try_it(run: Run) -> None:
        for item in run.form.inputs:
            run.form.type(item.name, typed(item))
        assert run.is_ready(lists.face), lists.face.messages
        run.begin()
        await run.watch(run.form.values, lists.face)
        endings[run.name] = f"{run.live.ending} {run.live.problem}"

    lists.face.on_open = try_it
    rows = lists.listing.visible_rows[:TRIES]
    for place in range(len(rows)):
        lists.listing.move_to(place)
        assert await lists.do("run") == ""
    assert len(endings) == TRIES
    assert [name for name, ending in endings.items() if not ending.startswith("SUCCESS")] == []


async def test_every_row_of_the_first_visit_runs_here(sandbox: RunningSandbox) -> None:
    lists = await newcomer(sandbox, MODEL, TOOL).begin()
    for kind in (MODEL, TOOL):
        lists.browser.go(address.AppAddress(kind.id, query=lists.browser.listings[kind.id].query))
        await lists.face.idle()
        assert lists.listing.chips == FIRST_FILTERS
        assert lists.ids
        assert not any(kind.why_not_run(row.resource) for row in lists.listing.rows)


async def test_the_chip_is_dropped_for_good_and_the_address_says_so(sandbox: RunningSandbox) -> None:
    lists = await newcomer(sandbox, MODEL, TOOL).begin()
    assert lists.browser.address_text == "models?runs=yes"
    narrowed = lists.listing.page
    assert narrowed is not None
    await lists.do("drop-last-filter")
    assert lists.browser.address_text == "models"
    assert lists.listing.page is not None
    assert lists.listing.page.total > narrowed.total
    assert {row.cells[-1].text for row in lists.listing.rows} == {"here", "-"}
    await lists.do("next-kind")
    await lists.do("previous-kind")
    assert lists.listing.chips == ()
    await lists.do("history-back")
    assert lists.listing.source.id == "tool"
    again = await newcomer(sandbox, MODEL).begin(address.parse("models", KINDS))
    assert again.listing.chips == ()


async def test_going_back_to_the_first_visit_finds_it_as_it_was(sandbox: RunningSandbox) -> None:
    lists = await newcomer(sandbox, MODEL, TOOL).begin()
    lists.listing.move_to(2)
    cursor = lists.cursor
    await lists.do("next-kind")
    await lists.do("history-back")
    assert (lists.cursor, lists.listing.chips) == (cursor, FIRST_FILTERS)


@pytest.mark.parametrize("answer", [True, False])
async def test_what_does_not_run_says_why_and_names_the_nearest(
    sandbox: RunningSandbox, answer: bool
) -> None:
    lists = newcomer(sandbox, MODEL, answers=(answer,))
    await lists.begin(address.parse("models path=groq/whisper sort=name", KINDS))
    await lists.do("run")
    assert len(lists.face.messages) == 1
    assert "live platform only; the sandbox has no engine for it" in lists.face.messages[0]
    lists.browser.go(address.parse("models function=question-answering", KINDS))
    await lists.face.idle()
    place = next(at for at, row in enumerate(lists.listing.rows) if MODEL.why_not_run(row.resource))
    lists.listing.move_to(place)
    await lists.do("run")
    assert lists.face.questions[0].endswith("does not run here.")
    assert "Catalogue Questions has the same function, and runs here." in str(lists.face.details[0])
    assert [subject.name for subject in lists.face.subjects] == ["Catalogue Questions"] * answer


async def test_a_newcomer_sees_it_in_the_app(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), kinds=KINDS)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "runs:yes x")
        await wait_for_text(pilot, "▌ Text Statistics")
        assert "RUNS" not in screen_text(app)
        await pilot.press("backspace")
        await wait_for_text(pilot, "RUNS")
        assert "runs:yes" not in screen_text(app)
        for _ in range(20):
            await pilot.press("down")
        await wait_for_text(pilot, "▌ GPT-")
        await pilot.press("enter")
        await wait_for_text(pilot, "no: It runs on the live platform only")
        await pilot.press("r")
        await wait_for_text(pilot, "does not run here.")
