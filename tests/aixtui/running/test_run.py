"""Runs in the sandbox, from their inputs to their ends."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.actions import actions_of
from aixtui.controllers.answering import Controllers
from aixtui.controllers.run import RunController
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.results import RunEvent
from aixtui.running.run import MAX_EVENTS, Run
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import session_on, until
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met." for n in range(4))
Open = Callable[[Kind, str], "Any"]


class Running:
    """A run with its face, driven by its controller."""

    def __init__(self, session: AppSession, kind: Kind, resource: Any) -> None:
        self.run, self.face = Run(session, kind, resource), ScriptedFace()
        self.controllers = Controllers(RunController(self.run, self.face))

    def do(self, action_id: str) -> str:
        action = next(row for row in actions_of("run") if row.id == action_id)
        if reason := self.controllers.refusal(action):
            return reason
        self.controllers.do(action)
        return ""


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


async def opened(session: AppSession, kind: Kind, path: str, text: str = "") -> Running:
    running = Running(session, kind, await session.read(lambda ws: ws.get(kind, path)))
    if text:
        running.run.type(running.run.inputs[0].name, text)
    return running


async def test_a_synchronous_model_finishes_with_its_output(session: AppSession) -> None:
    running = await opened(session, MODEL, "sandbox/sentiment", "A good day. A bad night.")
    run = running.run
    assert running.do("raw") == "There is no reply yet."
    running.do("start")
    assert (run.view, run.is_watching, run.number) == ("panel", True, 1)
    assert running.do("start") == running.do("inputs") == "It is running. Esc stops watching."
    await running.face.idle()
    assert (run.is_watching, run.is_finished, run.polls, run.problem) == (False, True, 0, None)
    assert run.last is not None
    assert "negative" in json.dumps(run.last.raw)
    assert run.ending.startswith("SUCCESS")
    running.do("raw")
    assert run.is_raw_visible


async def test_an_asynchronous_model_is_polled_and_says_how_far_it_is(session: AppSession) -> None:
    running = await opened(session, MODEL, "sandbox/long-document-report", LONG)
    run = running.run
    running.do("start")
    await until(lambda: run.polls > 0, "a poll")
    await running.face.idle()
    phases = [event.phase for event, _ in run.events]
    assert phases[:2] == ["sent", "accepted"]
    assert set(phases[2:-1]) == {"polled"}
    assert phases[-1] == "finished"
    progress = [event.reading.progress for event, _ in run.events if event.reading.progress is not None]
    assert progress == sorted(progress)
    assert [polls for _, polls in run.events] == sorted(polls for _, polls in run.events)


async def test_an_agent_tells_its_steps(session: AppSession) -> None:
    running = await opened(session, AGENT, "sandbox-ws/text-analyst", "I love this product.")
    running.do("start")
    await running.face.idle()
    last = running.run.last
    assert last is not None
    assert (last.phase, last.status) == ("finished", "SUCCESS")
    assert "The text is in English" in json.dumps(last.raw)


async def test_an_input_that_does_not_fit_is_named_before_anything_is_sent(session: AppSession) -> None:
    running = await opened(session, MODEL, "sandbox/text-statistics", "  ")
    running.do("start")
    assert running.face.told == ["Required parameter 'text' is missing."]
    assert (running.run.wrong, running.run.view, running.run.last) == ("text", "inputs", None)
    running.run.type("text", "One.")
    assert running.run.wrong == ""


async def test_what_cannot_run_here_fails_with_the_reason(session: AppSession) -> None:
    running = await opened(session, MODEL, "6646261c6eb563165658bbb1", "Hello")
    running.do("start")
    await running.face.idle()
    assert running.run.problem is not None
    assert running.run.problem.title == "The run was refused"
    assert running.run.ending.startswith("FAILED")
    assert not running.run.is_watching


async def test_stopping_ends_the_watching_and_not_the_run(session: AppSession) -> None:
    running = await opened(session, MODEL, "sandbox/long-document-report", LONG * 24)
    run = running.run
    running.do("start")
    assert run.loss == "This run ends with the sandbox."
    await until(lambda: bool(run.last and run.last.url), "an address to watch")
    running.do("back")
    assert run.note.startswith("Stopped watching. The run goes on on the server: http")
    events = len(run.events)
    await running.face.idle()
    assert (run.is_watching, run.is_over, run.loss, len(run.events)) == (False, False, "", events)
    running.do("back")
    assert run.is_over


async def test_stopping_before_it_was_accepted_says_that_nobody_knows(session: AppSession) -> None:
    running = await opened(session, MODEL, "sandbox/sentiment", "A good day.")
    running.do("start")
    running.do("back")
    assert "what became of it is not known" in running.run.note
    await running.face.idle()


async def test_a_run_is_repeated_with_changes(session: AppSession) -> None:
    running = await opened(session, MODEL, "sandbox/text-statistics", "One two.")
    run, outputs = running.run, []
    for text in ("One two.", "One two three."):
        running.do("inputs")
        assert run.view == "inputs"
        run.type("text", text)
        running.do("start")
        await running.face.idle()
        assert run.last is not None
        outputs.append(run.last.raw["data"]["words"])
    assert (outputs, run.number) == ([2, 3], 2)


@pytest.mark.parametrize(
    ("events", "error", "ending", "lost"),
    [
        ((), ZeroDivisionError("a defect"), "FAILED", False),
        ((), ConnectionFailedError("The line is cut."), "FAILED", False),
        ((RunEvent("accepted", 0.1, url="http://run"),), ConnectionFailedError("Cut."), "lost sight", True),
    ],
)
async def test_a_run_ends_with_any_error(
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
    events: tuple[RunEvent, ...],
    error: Exception,
    ending: str,
    lost: bool,
) -> None:
    async def breaking(*_: Any) -> AsyncIterator[RunEvent]:
        for event in events:
            yield event
        raise error

    running = await opened(session, MODEL, "sandbox/sentiment", "A good day.")
    monkeypatch.setattr(session, "run", breaking)
    running.do("start")
    await running.face.idle()
    assert running.run.ending.startswith(ending)
    assert (running.run.is_lost_sight_of, running.run.is_watching) == (lost, False)
    assert running.run.problem is not None


async def test_only_the_latest_events_are_kept(session: AppSession) -> None:
    run = (await opened(session, MODEL, "sandbox/sentiment")).run
    run.begin()
    for _ in range(MAX_EVENTS + 10):
        run.add(RunEvent("polled", 0.0))
    assert len(run.events) == MAX_EVENTS
    assert run.events[-1][1] == run.polls == MAX_EVENTS + 10
