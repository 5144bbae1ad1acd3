"""Runs that were watched before, or are no longer watched, as they are seen."""

import pytest

from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.results import RunEvent
from aixtui.running.live_run import PARTIAL, LiveRun
from aixtui.running.outputs.polls import STOPPED, polls_of_events
from aixtui.running.outputs.reading import parts_of
from aixtui.running.past_runs import PastRuns
from aixtui.running.run import Run
from aixtui.running.run_source import RunSource
from aixtui.sandbox import RunningSandbox
from aixtui.screens.run.screen import RunScreen
from aixtui.stores.sqlite_file import StoreError
from aixtui.widgets.run_live import WATCHED_BEFORE
from aixtui.workspace.notice import Notice
from aixtui.workspace.query import Query
from tests.aixtui.headless import session_on, until
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import app_on, connection_to, open_run, wait_for_text

pytestmark = pytest.mark.anyio


async def test_a_stream_that_was_stopped_says_later_that_it_is_partial(sandbox: RunningSandbox) -> None:
    session, face = session_on(connection_to(sandbox)), ScriptedFace()
    run = Run(session, MODEL, await session.read(lambda ws: ws.get(MODEL, "sandbox/word-chain")))
    run.form.texts |= {"text": "Tell me about speech, at length and in detail.", "pace": "1"}
    run.send(face)
    await until(lambda: run.live.text.length > 3, "some words")
    run.stop(face)
    await face.idle()
    words = run.live.text.since(0).strip()
    source = RunSource(session)
    while "stopped" not in (row := (await source.page(Query(sort="-started"))).rows[0]).cells[1].text:
        pass
    seen = list[Run]()

    async def on_open(again: Run) -> None:
        seen.append(again)
        again.show_on(face)

    face.on_open = on_open
    await PastRuns(session, face).open(row)
    await face.idle()
    live = seen[0].live
    assert live.note.startswith(PARTIAL)
    assert "credits may be counted" in live.note
    assert live.text.since(0).strip().startswith(words)
    message, came = parts_of(live, is_markdown=False)
    assert (message.title, came.title) == ("Output", "What came")
    assert words in "\n".join(came.lines)


def test_polls_say_when_watching_was_stopped() -> None:
    live = LiveRun(Notice(), Notice(), "r1")
    live.add(RunEvent("sent", 0.0))
    live.add(RunEvent("accepted", 0.1, "IN_PROGRESS", "http://run"))
    before = polls_of_events(live.events, live.stopped_after)
    live.stop_watching()
    after = polls_of_events(live.events, live.stopped_after)
    assert after.size == before.size + 1
    assert STOPPED not in "\n".join(before.lines)
    assert STOPPED in after.lines[-1]


async def test_the_live_tab_of_a_run_that_was_watched_before_says_where_its_polls_are(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        run = (await open_run(pilot, AGENT, "sandbox-ws/text-analyst")).run_state
        run.begin()
        run.live.is_watching = False
        run.live.recall(RunEvent("finished", 0.0, "SUCCESS", raw={"data": "So."}), "SUCCESS  1 h ago")
        assert isinstance(app.screen, RunScreen)
        app.screen.shown.show("live")
        await wait_for_text(pilot, WATCHED_BEFORE)


async def test_a_journal_that_cannot_be_written_is_told_once_while_the_run_goes_on(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, face = session_on(connection_to(sandbox)), ScriptedFace()
    journal = await session.journal()

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(journal.runs, "advance", refuse)
    run = Run(session, MODEL, await session.read(lambda ws: ws.get(MODEL, "sandbox/long-document-report")))
    run.form.texts |= {"text": "A town. " * 9, "pace": "0.2"}
    run.send(face)
    await until(lambda: bool(face.problems), "what is wrong with the journal")
    assert run.live.is_watching
    assert face.problems[0].hint.startswith("The run goes on all the same")
    await face.idle()
    assert len(face.problems) == 1
