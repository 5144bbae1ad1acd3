"""Many runs in flight at once."""

import asyncio
import threading

import pytest

from aixtui.kinds.model import MODEL
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.bridge import MOST_AT_ONCE
from tests.aixtui.headless import session_on, until
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
COUNT = 50
OTHERS = 4
"""Threads that do something else meanwhile, such as reading what was sent."""


async def test_fifty_runs_are_watched_by_a_few_threads(fresh_sandbox: RunningSandbox) -> None:
    session, face = session_on(connection_to(fresh_sandbox)), ScriptedFace()
    model = await session.read(lambda ws: ws.get(MODEL, "sandbox/long-document-report"))
    runs = [Run(session, MODEL, model) for _ in range(COUNT)]
    for run in runs:
        run.form.texts |= {"text": "A town. " * 9, "pace": "60"}
        run.send(face)
    await until(lambda: all(run.live.polls for run in runs), "the first poll of all")
    asked, most = [run.live.polls for run in runs], 0
    while any(run.live.polls < before + 2 for run, before in zip(runs, asked, strict=True)):
        most = max(most, sum(one.name == "aixtui-call" for one in threading.enumerate()))
        await asyncio.sleep(0.005)
    assert most <= MOST_AT_ONCE + OTHERS
    assert session.in_flight.number == COUNT
    for run in runs:
        run.stop(face)
    await asyncio.wait_for(session.bridge.rest(), 10)
    journal = await session.journal()
    assert {run.state for run in journal.run_list.in_flight(session.workspace_name)} == {"not watched"}
