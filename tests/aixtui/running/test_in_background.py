"""Runs that go on while something else is looked at."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from aixtui.actions import actions_of
from aixtui.controllers.answering import Controllers
from aixtui.controllers.run import RunController
from aixtui.kinds.model import MODEL
from aixtui.running.past_runs import PastRuns
from aixtui.running.run import Run
from aixtui.running.run_source import RunSource
from aixtui.running.run_upkeep import RunUpkeep
from aixtui.sandbox import RunningSandbox
from aixtui.settings.tree import Runs
from aixtui.system.desktop_notice import notice_sequence
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
from aixtui.workspace.session import AppSession
from aixtui.workspace.tab_search import TabSearch
from tests.aixtui.headless import SECONDS, session_on, until
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met." for n in range(4))


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


async def send(session: AppSession, face: ScriptedFace, text: str = LONG) -> Run:
    """A long run that the server has accepted, shown by a face."""
    run = Run(session, MODEL, await session.read(lambda ws: ws.get(MODEL, "sandbox/long-document-report")))
    run.show_on(face)
    run.form.type("text", text)
    run.send(face)
    await until(lambda: bool(run.live.last and run.live.last.url), "the server takes it")
    return run


def do(run: Run, face: ScriptedFace, action_id: str) -> str:
    controllers = Controllers(RunController(run, face, TabSearch(tuple)))
    action = next(row for row in actions_of("run") if row.id == action_id)
    if reason := controllers.refusal(action):
        return reason
    controllers.do(action)
    return ""


async def rows(session: AppSession) -> tuple[Row, ...]:
    return (await RunSource(session).page(Query(sort="-started"))).rows


async def test_one_that_is_left_is_counted_watched_to_its_end_and_told(session: AppSession) -> None:
    face, counts = ScriptedFace(), list[int]()
    session.in_flight.changed.listen(lambda: counts.append(session.in_flight.number))
    run = await send(session, face)
    assert do(run, face, "background") == ""
    assert (run.is_over, run.live.is_watching, session.in_flight.number) == (True, True, 1)
    (row,) = await rows(session)
    other = ScriptedFace()
    await PastRuns(session, other).open(row)
    assert other.subjects == [run], "one that is watched is shown as it is, and not watched twice"
    run.show_on(other)
    run.leave()
    await face.idle()
    assert counts == [1, 0]
    ((text, is_seen),) = face.announcements
    assert text.startswith("Long Document Report: SUCCESS")
    assert not is_seen
    assert do(run, face, "background") == "Nothing goes on here: Esc leaves."


async def test_one_that_is_looked_at_ends_without_a_word(session: AppSession) -> None:
    face = ScriptedFace()
    await send(session, face)
    await face.idle()
    assert face.announcements == []


async def test_esc_stops_watching_and_says_where_it_is_found(session: AppSession) -> None:
    face = ScriptedFace()
    run = await send(session, face, LONG * 24)
    do(run, face, "back")
    await face.idle()
    assert session.in_flight.number == 0
    assert "The run goes on at the server: A watches it again" in run.live.note
    await until_not_watched(session)
    assert face.announcements == []


async def until_not_watched(session: AppSession) -> None:
    async with asyncio.timeout(SECONDS):
        while "not watched" not in (await rows(session))[0].cells[1].text:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("at", ["", "runs"])
@pytest.mark.parametrize("reattach", ["ask", "auto"])
async def test_the_start_says_what_is_in_flight_or_watches_it_by_itself(
    sandbox: RunningSandbox, reattach: str, at: str
) -> None:
    session, face = session_on(connection_to(sandbox)), ScriptedFace()
    face.at = at
    for _ in range(2):
        run = await send(session, face, LONG * 3)
        do(run, face, "back")
    await face.idle()
    await until_not_watched(session)
    session.settings = replace(session.settings, runs=Runs(reattach=reattach))  # type: ignore[arg-type]
    upkeep = RunUpkeep(session, PastRuns(session, face), face)
    await upkeep.begin()
    if reattach == "ask":
        way = "" if at else ", R lists them"
        assert face.messages[-1] == f"2 runs are still in flight: A watches again{way}."
        assert session.in_flight.number == 0
        await upkeep.watch_all()
    assert face.messages[-1] == f"2 runs are watched again{'' if at else ': R lists them'}."
    await face.idle()
    assert [row.cells[1].text for row in await rows(session)] == ["● done"] * 2
    await upkeep.watch_all()
    assert face.messages[-1] == "No run is in flight that nobody watches."


async def test_a_sitting_that_is_not_connected_yet_finds_what_is_in_flight(
    session: AppSession, sandbox: RunningSandbox
) -> None:
    face = ScriptedFace()
    do(await send(session, face, LONG * 3), face, "back")
    await face.idle()
    await until_not_watched(session)
    other = session_on(connection_to(sandbox))
    await RunUpkeep(other, PastRuns(other, face), face).watch_all()
    assert face.messages[-1].startswith("1 run is watched again")
    await face.idle()


@pytest.mark.parametrize(
    ("way", "sequence"),
    [
        ("osc9", "\x1b]9;Report: SUCCESS\x07"),
        ("osc777", "\x1b]777;notify;aixtui;Report: SUCCESS\x07"),
        ("message", ""),
        ("bell", ""),
    ],
)
def test_a_notice_is_written_as_the_terminal_wants_it(
    way: str, sequence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    assert notice_sequence(way, "Report: \x1bSUCCESS\x07") == sequence
    monkeypatch.setenv("TMUX", "1")
    inside: Callable[[str], str] = lambda text: f"\x1bPtmux;\x1b{text}\x1b\\" if text else ""  # noqa: E731
    assert notice_sequence(way, "Report: SUCCESS") == inside(sequence)
