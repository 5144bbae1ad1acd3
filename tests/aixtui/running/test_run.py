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
from aixtui.running.live_run import MAX_EVENTS
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.session import AppSession
from aixtui.workspace.tab_search import TabSearch
from tests.aixtui.headless import session_on, until
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met." for n in range(4))
Open = Callable[[Kind, str], "Any"]


class RunOnFace:
    """A run with its face, driven by its controller."""

    def __init__(self, session: AppSession, kind: Kind, resource: Any) -> None:
        self.run, self.face = Run(session, kind, resource), ScriptedFace()
        self.controllers = Controllers(RunController(self.run, self.face, TabSearch(tuple)))

    def do(self, action_id: str) -> str:
        action = next(row for row in actions_of("run") if row.id == action_id)
        if reason := self.controllers.refusal(action):
            return reason
        self.controllers.do(action)
        return ""


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


async def open_run(session: AppSession, kind: Kind, path: str, text: str = "") -> RunOnFace:
    scene = RunOnFace(session, kind, await session.read(lambda ws: ws.get(kind, path)))
    if text:
        scene.run.form.type(scene.run.form.inputs[0].name, text)
    return scene


async def test_a_synchronous_model_finishes_with_its_output(session: AppSession) -> None:
    scene = await open_run(session, MODEL, "sandbox/sentiment", "A good day. A bad night.")
    run = scene.run
    scene.do("start")
    assert (run.view, run.live.is_watching, run.number) == ("panel", True, 1)
    assert scene.do("start") == scene.do("inputs") == "It is running. Esc stops watching."
    await scene.face.idle()
    assert (run.live.is_watching, run.live.is_finished, run.live.polls, run.live.problem) == (
        False,
        True,
        0,
        None,
    )
    assert run.live.last is not None
    assert "negative" in json.dumps(run.live.last.raw)
    assert run.live.ending.startswith("SUCCESS")


async def test_an_asynchronous_model_is_polled_and_says_how_far_it_is(session: AppSession) -> None:
    scene = await open_run(session, MODEL, "sandbox/long-document-report", LONG)
    run = scene.run
    scene.do("start")
    await until(lambda: run.live.polls > 0, "a poll")
    await scene.face.idle()
    phases = [event.phase for event, _ in run.live.events]
    assert phases[:2] == ["sent", "accepted"]
    assert set(phases[2:-1]) == {"polled"}
    assert phases[-1] == "finished"
    progress = [event.reading.progress for event, _ in run.live.events if event.reading.progress is not None]
    assert progress == sorted(progress)
    assert [polls for _, polls in run.live.events] == sorted(polls for _, polls in run.live.events)


async def test_an_agent_tells_its_steps(session: AppSession) -> None:
    scene = await open_run(session, AGENT, "sandbox-ws/text-analyst", "I love this product.")
    scene.do("start")
    await scene.face.idle()
    last = scene.run.live.last
    assert last is not None
    assert (last.phase, last.status) == ("finished", "SUCCESS")
    assert "The text is in English" in json.dumps(last.raw)


async def test_an_input_that_does_not_fit_is_named_before_anything_is_sent(session: AppSession) -> None:
    scene = await open_run(session, MODEL, "sandbox/text-statistics", "  ")
    scene.do("start")
    assert scene.face.messages == ["text is required."]
    assert (scene.run.form.invalid_field, scene.run.view, scene.run.live.last) == ("text", "inputs", None)
    scene.run.form.type("text", "One.")
    assert scene.run.form.invalid_field == ""


async def test_what_cannot_run_here_fails_with_the_reason(session: AppSession) -> None:
    scene = await open_run(session, MODEL, "6646261c6eb563165658bbb1", "Hello")
    scene.do("start")
    await scene.face.idle()
    assert scene.run.live.problem is not None
    assert scene.run.live.problem.title == "The run was refused"
    assert scene.run.live.ending.startswith("FAILED")
    assert not scene.run.live.is_watching


async def test_stopping_ends_the_watching_and_not_the_run(session: AppSession) -> None:
    scene = await open_run(session, MODEL, "sandbox/long-document-report", LONG * 24)
    run = scene.run
    scene.do("start")
    await until(lambda: bool(run.live.last and run.live.last.url), "an address to watch")
    scene.do("back")
    assert run.live.note.startswith(
        "Stopped watching. The run goes on at the server: A watches it again, R on a list finds it."
    )
    events = len(run.live.events)
    await scene.face.idle()
    assert (run.live.is_watching, run.is_over, len(run.live.events)) == (False, False, events)
    scene.do("back")
    assert run.is_over


async def test_stopping_before_it_was_accepted_says_that_nobody_knows(session: AppSession) -> None:
    scene = await open_run(session, MODEL, "sandbox/sentiment", "A good day.")
    scene.do("start")
    scene.do("back")
    assert "what became of it is not known" in scene.run.live.note
    await scene.face.idle()


async def test_a_run_is_repeated_with_changes(session: AppSession) -> None:
    scene = await open_run(session, MODEL, "sandbox/text-statistics", "One two.")
    run, outputs = scene.run, []
    for text in ("One two.", "One two three."):
        scene.do("inputs")
        assert run.view == "inputs"
        run.form.type("text", text)
        scene.do("start")
        await scene.face.idle()
        assert run.live.last is not None
        outputs.append(run.live.last.raw["data"]["words"])
    assert (outputs, run.number) == ([2, 3], 2)


@pytest.mark.usefixtures("told_defect")
@pytest.mark.parametrize(
    ("events", "error", "ending", "is_lost"),
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
    is_lost: bool,
) -> None:
    async def fail(*_: Any) -> AsyncIterator[RunEvent]:
        for event in events:
            yield event
        raise error

    scene = await open_run(session, MODEL, "sandbox/sentiment", "A good day.")
    monkeypatch.setattr(session.runs, "run", fail)
    scene.do("start")
    await scene.face.idle()
    assert scene.run.live.ending.startswith(ending)
    assert (scene.run.live.is_lost_sight_of, scene.run.live.is_watching) == (is_lost, False)
    assert scene.run.live.problem is not None


async def test_only_the_latest_events_are_kept(session: AppSession) -> None:
    run = (await open_run(session, MODEL, "sandbox/sentiment")).run
    run.begin()
    for _ in range(MAX_EVENTS + 10):
        run.live.add(RunEvent("polled", 0.0))
    assert len(run.live.events) == MAX_EVENTS
    assert run.live.events[-1][1] == run.live.polls == MAX_EVENTS + 10
