"""Runs as they are opened and sent without a screen."""

from typing import Any

from aixtui.kindspec.kind import Kind
from aixtui.running.run import Run
from aixtui.workspace.session import AppSession
from tests.aixtui.scripted_face import ScriptedFace


async def opened(session: AppSession, kind: Kind, path: str, face: ScriptedFace) -> Run:
    run = Run(session, kind, await session.read(lambda ws: ws.get(kind, path)))
    run.show_on(face)
    await face.idle()
    return run


async def sent(run: Run, face: ScriptedFace, **texts: str) -> Any:
    """What a run of it gives with these texts."""
    for name, text in texts.items():
        run.form.type(name, text)
    assert run.is_ready(face), face.messages
    run.send(face)
    await face.idle()
    assert run.live.last is not None, (run.live.problem, run.live.ending, face.messages)
    return run.live.last.reading.output
