"""A document that is deleted from here and brought back: all that is told of it is there again."""

import json
from random import Random

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.keepsakes import Keepsakes
from aixtui.editing.taking_back import TakingBack
from tests.aixtui.editing.sequences.probe import PROBE, UNSEEN
from tests.aixtui.editing.sequences.server import Document, MemoryServer
from tests.aixtui.editing.sequences.window import ChancyFace, Ending, MemorySession, drive
from tests.aixtui.editing.subjects import NotingSubject

_ID = "deleted"


def bring_back(session: MemorySession, server: MemoryServer, was: Document, chance: Random) -> None:
    """Delete such a document, and take that back; what the user does not save after all leaves nothing."""
    face, subject = ChancyFace(chance, Ending()), NotingSubject(kind=PROBE)
    server.documents[_ID] = json.loads(json.dumps(was))
    drive(Keepsakes(session, face).keep_deleted(PROBE, _ID))
    drive(session.write(lambda ws: ws.delete(ws.get(PROBE, _ID))))
    assert _ID not in server.documents

    async def save(form: Form) -> None:
        await FormSaving(form, face).save()
        if not form.is_over:
            await form.leave(face)

    face.on_open = save
    store = drive(session.journal()).kept
    kept = store.get("memory", store.entries("memory")[0].id)
    assert kept is not None
    creations = server.creations
    drive(TakingBack(session, subject, face).take_back(kept))
    face.let_time_pass()
    assert not face.problems, face.problems
    assert server.creations - creations == face.yes == len(subject.saved_resources)
    for made in subject.saved_resources:
        now = server.documents.pop(made.id)
        names = (was.keys() | now.keys()) - UNSEEN
        changed = {name for name in names if was.get(name) != now.get(name)}
        assert not changed, f"{changed}: brought back otherwise"
