"""One process at the form of a new resource of any kind: it fills it and is killed, or finds what is left."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from aixsdk import Aixplain
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.draft_list import DraftList
from aixtui.editing.form import Form
from aixtui.face import Choices
from aixtui.kinds import KINDS, find_kind
from aixtui.kinds.integration import INTEGRATION
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import NOWHERE, session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to
from tests.kills.plan import Server
from tests.kills.steps import end_here

LONGEST = 60
"""Seconds after which a sitting hangs."""
LAST = "name"
"""The field that is typed last, and whose text may be lost with a process that ends at that key."""


class NewFormLife(NamedTuple):
    """What it does."""

    server: Server
    home: str
    report: str
    """The file that is told what was typed or found."""
    kind: str
    source: str = ""
    """The name of the integration that it is made of."""
    way: str = ""
    suffix: str = ""
    """What each text ends with; empty does not type, but finds what was left."""

    def to_json(self) -> str:
        """One line."""
        return json.dumps(self._asdict() | {"server": vars(self.server)})


class FillingFace(ScriptedFace):
    """Takes what is left up, and connects in the way that is planned."""

    def __init__(self, life: NewFormLife) -> None:
        super().__init__()
        self._life = life

    async def choose(self, title: str, choices: Choices, **_: Any) -> str | None:
        self.questions.append(title)
        ids = [one.id for one in choices("")]
        return next((one for one in ("resume", self._life.way) if one in ids), ids[0])


def load() -> None:
    """Load what is loaded late: each process would do it anew."""
    aix = Aixplain("a-key-of-nobody", backend_url=NOWHERE.backend_url, model_url=NOWHERE.models_url)
    for kind in KINDS:
        _ = kind.source(aix)


def live(line: str) -> int:
    """Do it."""
    values = json.loads(line)
    life = NewFormLife(**(values | {"server": Server(**values["server"])}))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = f"{life.home}/{name.lower()}"
    asyncio.run(asyncio.wait_for(_sit(life), LONGEST))
    return 0


async def _sit(life: NewFormLife) -> None:
    session, face, kind = session_on(connection_to(life.server)), FillingFace(life), find_kind(life.kind)
    assert kind is not None
    subject = NotingSubject(kind=kind)
    if not life.suffix:
        face.on_open = lambda form: _tell(life, form.texts, face)
        await DraftList(session, subject, face).open()
        assert not face.problems, face.problems
        return

    async def fill(form: Form) -> None:
        typed = {field.name: f"{field.name} {life.suffix}" for field in form.fields}
        await _tell(life, typed | {"": " ".join(one.name for one in form.fields if one.is_secret)}, face)
        for name in sorted(typed, key=LAST.__eq__):
            if name == LAST:
                await face.idle()  # all before it has come to be on disk by itself
            form.type(name, typed[name])
        end_here()

    face.on_open = fill
    if life.source:
        subject.kind, subject.resource = INTEGRATION, await _integration(session, life.source)
    await ResourceChanges(session, subject, face).add()
    raise AssertionError(f"no form was opened: {face.messages} {face.problems}")


async def _integration(session: AppSession, name: str) -> Any:
    page = await session.read(lambda ws: ws.search(INTEGRATION, Query(name, size=50)))
    return next(row.resource for row in page.rows if row.resource.name == name)


async def _tell(life: NewFormLife, texts: dict[str, str], face: ScriptedFace) -> None:
    told = {"texts": texts, "messages": face.messages}
    Path(life.report).write_text(json.dumps(told), encoding="utf-8")
