"""What the journal knows of a run, shown as a run: how it ended, or what another window hears of it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from aixsdk import polling
from aixtui.kinds.model import MODEL
from aixtui.running import recalling
from aixtui.running.outputs.message_part import MessagePart
from aixtui.running.outputs.reading import parts_of
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from aixtui.stores.journal import Journal
from aixtui.stores.run_record import Progress, RunPhase, RunRecord, StoredRun
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import session_on, until
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
ON_THE_WAY: dict[str, Any] = {"status": "IN_PROGRESS", "completed": False, "data": {"progress": 0.25}}
URL = "http://127.0.0.1:1/poll/1"


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


@pytest.fixture
def window() -> Iterator[Journal]:
    with closing(Journal.open()) as journal:
        yield journal


async def begun(session: AppSession, window: Journal) -> StoredRun:
    """A run that the window has asked about once."""
    model = await session.read(lambda ws: ws.get(MODEL, "sandbox/long-document-report"))
    window.runs.add(
        RunRecord("r1", session.workspace_name, "model", model.id, model.name, {"text": "It."}, "app")
    )
    window.runs.advance("r1", Progress("polling", URL, status="IN_PROGRESS", reply=ON_THE_WAY))
    return await stored(session, window)


async def stored(session: AppSession, window: Journal) -> StoredRun:
    run = window.run_list.get(session.workspace_name, "r1")
    assert run is not None
    return run


async def shown(session: AppSession, run: StoredRun) -> tuple[Run, ScriptedFace]:
    model = await session.read(lambda ws: ws.get(MODEL, run.record.resource_id))
    opened, face = Run(session, MODEL, model, run), ScriptedFace()
    opened.show_on(face)
    return opened, face


@pytest.mark.parametrize("phase", ["failed", "unknown"])
async def test_a_reply_on_the_way_is_no_end(session: AppSession, window: Journal, phase: RunPhase) -> None:
    await begun(session, window)
    window.runs.advance("r1", Progress(phase, sentence="The sandbox stopped."))
    run, face = await shown(session, await stored(session, window))
    await face.idle()
    assert run.live.problem is not None
    assert "The sandbox stopped." in run.live.problem.text
    assert run.live.ending.startswith(phase.upper())


@pytest.mark.parametrize(("phase", "is_named"), [("failed", True), ("unknown", False)])
async def test_the_way_to_run_it_with_changes_is_named_where_it_failed(
    session: AppSession, window: Journal, phase: RunPhase, *, is_named: bool
) -> None:
    await begun(session, window)
    window.runs.advance("r1", Progress(phase, sentence="The sandbox stopped."))
    run, face = await shown(session, await stored(session, window))
    await face.idle()
    (part, *_) = parts_of(run.live, is_markdown=False)
    assert isinstance(part, MessagePart)
    assert ("i changes the inputs. F5 sends them as they were, after asking." in part.text) == is_named
    both = "It may have run and cost credits. Leave it at that, or run it once more: F5 does, after asking."
    assert (both in part.text) != is_named
    run.show_inputs()
    assert run.form.texts["text"] == "It."


@pytest.mark.parametrize("spent", [None, 0.5])
async def test_it_cost_what_the_journal_says(
    session: AppSession, window: Journal, spent: float | None
) -> None:
    await begun(session, window)
    end: dict[str, Any] = {"status": "SUCCESS", "completed": True, "data": "So."}
    window.runs.advance("r1", Progress("done", URL, status="SUCCESS", reply=end, credits=spent))
    run, face = await shown(session, await stored(session, window))
    await face.idle()
    assert run.live.last is not None
    assert run.live.last.credits == spent


async def test_what_another_window_hears_is_shown_to_the_end(
    session: AppSession, window: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalling, "LOOK_SECONDS", 0.01)
    run, face = await shown(session, await begun(session, window))
    await until(lambda: run.live.last is not None, "what it has heard")
    assert (run.live.is_watching, run.live.polls) == (True, 1)
    assert face.messages == ["Another window watches it: what that one hears is shown here."]
    on: dict[str, Any] = ON_THE_WAY | {"data": {"progress": 0.5}}
    window.runs.advance("r1", Progress("polling", URL, status="IN_PROGRESS", reply=on))
    await until(lambda: run.live.polls == 2, "what it hears")
    end: dict[str, Any] = {"status": "SUCCESS", "completed": True, "data": "So."}
    window.runs.advance("r1", Progress("done", URL, status="SUCCESS", reply=end))
    await face.idle()
    assert run.live.last is not None
    assert (run.live.last.reading.output, run.live.is_watching) == ("So.", False)
    assert run.live.ending.startswith("SUCCESS")


async def test_what_another_window_leaves_is_watched_here(
    session: AppSession, window: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalling, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(polling, "UNKNOWN_FOR", 0.0)
    run, face = await shown(session, await begun(session, window))
    await until(lambda: run.live.last is not None, "what it has heard")
    window.runs.release("r1")
    await face.idle()
    assert (await stored(session, window)).progress.phase == "unknown", "the server knows no such run"
    assert not run.live.is_watching


async def test_one_that_is_deleted_elsewhere_is_said_to_be(
    session: AppSession, window: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalling, "LOOK_SECONDS", 0.01)
    run, face = await shown(session, await begun(session, window))
    await until(lambda: run.live.last is not None, "what it has heard")
    window.runs.delete(["r1"])
    await face.idle()
    assert run.live.problem is not None
    assert run.live.problem.text == "It was deleted meanwhile."
