"""One process at a form, without a screen: it opens it, types, saves, and is killed where it is planned."""

import asyncio
import os
from pathlib import Path
from typing import Any

from aixsdk import Aixplain
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.own_editor import OwnEditor
from aixtui.face import Choices, Detail
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field_conflict import FieldConflict, Side
from tests.aixtui.headless import NOWHERE, session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to
from tests.kills.plan import Plan, Seen
from tests.kills.steps import arm, end_here

LONGEST = 60
"""Seconds after which a sitting hangs."""


class PlannedFace(ScriptedFace):
    """Says yes, and decides as it is planned."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        return True

    async def choose(self, title: str, choices: Choices, **_: Any) -> str | None:
        self.questions.append(title)
        is_of_editor = any(one.id == "take" for one in choices(""))
        return "take" if is_of_editor and self._plan.offer == "resume" else self._plan.offer

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        path.write_bytes(self._plan.edited.encode())
        end_here()

    async def settle(self, title: str, note: str, conflict: FieldConflict) -> Side | None:
        self.conflicts.append(conflict)
        return "theirs" if self._plan.side == "theirs" else "mine"


def load() -> None:
    """Load what is loaded late: each process would do it anew."""
    aix = Aixplain("a-key-of-nobody", backend_url=NOWHERE.backend_url, model_url=NOWHERE.models_url)
    AGENT.source(aix)(name="nobody").to_dict()


def live(line: str) -> int:
    """Do what is planned."""
    plan = Plan.from_json(line)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = f"{plan.home}/{name.lower()}"
    asyncio.run(asyncio.wait_for(_sit(plan), LONGEST))
    return 0


async def _sit(plan: Plan) -> None:
    session, face = session_on(connection_to(plan.server)), PlannedFace(plan)
    target = plan.target
    resource = await session.read(lambda ws: ws.get(AGENT, target)) if target else None
    form = Form(session, AGENT, resource)
    draft = FormDraft(form, face, await session.journal())
    assert await draft.begin(), "nobody wanted to leave it"
    labels = [conflict.label for conflict in face.conflicts]
    Seen(bool(face.questions), form.base, form.texts, face.messages, labels).write(plan.report)
    for name, text in plan.typed.items():
        form.type(name, text)
    if plan.step == "typing":
        end_here()
    if plan.step == "editing":
        await OwnEditor(form, face).edit_field(form.field("instructions"))
    if plan.step == "kept":
        await face.idle()
        end_here()
    if plan.step is not None:
        arm(plan.step)
    await FormSaving(form, face).save()
    assert not face.problems, face.problems
    assert form.is_over or not form.changes, "it was not saved"
    if not form.is_over:  # there was nothing to save
        await form.leave(face)
