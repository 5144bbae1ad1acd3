"""Saves and deletions from here, and what takes them back, as a user does it."""

from typing import Any

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.undo_list import UndoList
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.kind import Kind
from aixtui.stores.kept_documents import KeptDocument
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace

SCHEDULE = "every weekday at 9"


class AnySubject(NotingSubject):
    """Of whatever kind."""

    def on_saved(self, kind: Kind, resource: Any) -> None:
        self.saved_resources.append(resource)

    def on_deleted(self, kind: Kind, row_ids: Any = ()) -> None:
        self.deleted_ids.append(tuple(row_ids))


async def kept(agents: Agents, workspace: str = "sandbox") -> list[KeptDocument]:
    """All that is kept, the latest first."""
    store = (await agents.session.journal()).kept
    documents = [store.get(workspace, entry.id) for entry in store.entries(workspace)]
    return [one for one in documents if one is not None]


async def save(agents: Agents, agent: Any, *answers: Any, **texts: str) -> ScriptedFace:
    """Change an agent by a form, as the app does."""
    form, face = Form(agents.session, AGENT, agent), ScriptedFace(*(answers or (True,)))
    for name, text in texts.items():
        form.type(name, text)
    await FormSaving(form, face).save()
    return face


async def delete(agents: Agents, kind: Kind, resource: Any, *answers: Any) -> ScriptedFace:
    face = ScriptedFace(*answers)
    subject = AnySubject(resource, kind=kind)
    await ResourceChanges(agents.session, subject, face).delete()
    return face


async def undo(
    agents: Agents, *answers: Any, place: int = 0, fill: dict[str, str] | None = None, saves: bool = True
) -> tuple[ScriptedFace, list[Form], AnySubject]:
    """Take one of the list back, the latest unless `place` says another, and save its form."""
    subject, forms = AnySubject(), list[Form]()
    chosen = str((await kept(agents))[place].entry.id)
    face = ScriptedFace(chosen, *answers)

    async def look(form: Form) -> None:
        forms.append(form)
        for name, text in (fill or {}).items():
            form.type(name, text)
        if saves:
            face.answers.append(True)
            await FormSaving(form, face).save()
        else:
            await form.leave(face)

    face.on_open = look
    await UndoList(agents.session, subject, face).open()
    return face, forms, subject


async def make(window: Agents, kind: Kind, /, **values: str) -> Any:
    return await window.session.write(lambda ws: ws.create(kind, values))


def changes_in(requests: list[str]) -> list[str]:
    return [one for one in requests if one.startswith(("PUT", "DELETE"))]
