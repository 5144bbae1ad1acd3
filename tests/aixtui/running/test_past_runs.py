"""Runs that were sent from here before: watched again, or seen as they ended."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.kind import Kind
from aixtui.running.past_runs import PastRuns
from aixtui.running.run import Run
from aixtui.running.run_source import RunSource
from aixtui.running.run_upkeep import RunUpkeep
from aixtui.sandbox import RunningSandbox
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import StoredRun
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import SECONDS, session_on, until
from tests.aixtui.running.journaled import backdate
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met." for n in range(4))


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


async def runs_of(session: AppSession) -> tuple[StoredRun, ...]:
    journal = await session.journal()
    return journal.run_list.find(RunQuery(session.workspace_name))[0]


async def started(session: AppSession, kind: Kind, path: str, text: str) -> tuple[Run, ScriptedFace]:
    run, face = Run(session, kind, await session.read(lambda ws: ws.get(kind, path))), ScriptedFace()
    run.form.type(run.form.inputs[0].name, text)
    run.send(face)
    return run, face


async def row_of(session: AppSession) -> Row:
    """The only row of the list."""
    (row,) = (await RunSource(session).page(Query(sort="-started"))).rows
    return row


async def opened(session: AppSession, use: Callable[[Run, ScriptedFace], Any]) -> ScriptedFace:
    """The face that one opens the only run of the journal on."""
    face = ScriptedFace()

    async def on_open(run: Run) -> None:
        run.show_on(face)
        await use(run, face)

    face.on_open = on_open
    await PastRuns(session, face).open(await row_of(session))
    return face


def upkeep(session: AppSession, face: ScriptedFace) -> RunUpkeep:
    return RunUpkeep(session, PastRuns(session, face), face)


async def test_what_nobody_watches_is_told_and_watched_again(session: AppSession) -> None:
    run, face = await started(session, MODEL, "sandbox/long-document-report", LONG)
    await until(lambda: run.live.polls > 0, "the server is asked")
    run.stop(face)
    assert run.live.note.endswith(f"In a shell: aixtui runs attach {run.live.id} --sandbox")
    await face.idle()
    told = ScriptedFace()

    async def is_let_go() -> bool:
        return (await runs_of(session))[0].holder == "nobody"

    async with asyncio.timeout(SECONDS):
        while not await is_let_go():
            await asyncio.sleep(0.01)
    await upkeep(session, told).begin()
    assert told.messages == ["1 run is still in flight: A watches again, R lists them."]
    assert (session.in_flight.number, session.in_flight.unwatched) == (0, 1)

    async def watch(again: Run, on: ScriptedFace) -> None:
        assert (again.live.is_watching, again.live.id, again.form.texts["text"]) == (True, run.live.id, LONG)
        await on.idle()
        assert again.live.last is not None
        assert again.live.last.status == "SUCCESS"
        assert again.live.ending.startswith("SUCCESS")
        assert again.live.elapsed > 3600, "it began when it was sent"
        assert all(event.elapsed > 3600 for event, _ in again.live.events)
        assert next(number for _, number in again.live.events) == seen + 1
        assert again.live.polls > seen > 0

    journal = await session.journal()
    seen = len(journal.run_list.polls(run.live.id))
    backdate(journal, run.live.id, 0.05)
    assert (await opened(session, watch)).problems == []
    (stored,) = await runs_of(session)
    assert stored.progress.phase == "done"
    quiet = ScriptedFace()
    await upkeep(session, quiet).begin()
    assert quiet.messages == []


async def test_one_that_is_over_is_seen_as_it_ended(session: AppSession) -> None:
    run, face = await started(session, AGENT, "sandbox-ws/text-analyst", "What language is this? Bonjour.")
    await face.idle()
    assert run.live.last is not None

    async def look(again: Run, on: ScriptedFace) -> None:
        await on.idle()
        assert again.live.last is not None
        assert again.live.last.reading == run.live.last.reading  # type: ignore[union-attr]
        assert again.live.last.raw == run.live.last.raw  # type: ignore[union-attr]
        assert (again.live.is_finished, again.live.is_watching, again.view) == (True, False, "panel")
        assert "ago" in again.live.ending

    await opened(session, look)
    assert len(await runs_of(session)) == 1, "to look at one sends nothing"


async def test_one_that_failed_says_why_again(session: AppSession) -> None:
    run, face = await started(session, MODEL, "6646261c6eb563165658bbb1", "Hello")
    await face.idle()
    assert run.live.problem is not None

    async def look(again: Run, on: ScriptedFace) -> None:
        await on.idle()
        assert again.live.problem is not None
        assert again.live.problem.title == "The run failed"
        assert run.live.problem is not None
        assert run.live.problem.text in again.live.problem.text

    await opened(session, look)


async def test_why_one_failed_is_said_once(session: AppSession) -> None:
    model = await session.read(lambda ws: ws.get(MODEL, "sandbox/word-chain"))
    run, face = Run(session, MODEL, model, inputs={"text": "Hi.", "max_tokens": "4.5"}), ScriptedFace()
    run.send(face)
    await face.idle()

    async def look(again: Run, _: ScriptedFace) -> None:
        await until(lambda: bool(again.live.ending), "how it ended")
        assert again.live.problem is not None
        assert again.live.problem.sentence.count("The run failed") == 1

    await opened(session, look)
