"""Forms that are left with what was typed, as a user leaves them."""

from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.kinds.agent import AGENT
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace

TITLE = "Text Analyst has changes that were never saved"


async def edit(
    window: Agents, resource: Any, typed: dict[str, str], *answers: Any
) -> tuple[Form, ScriptedFace]:
    """Open the form as a list does, type, and leave it; what is not saved is a draft then."""
    face, forms = ScriptedFace(*answers), list[Form]()

    async def fill(form: Form) -> None:
        forms.append(form)
        for name, text in typed.items():
            form.type(name, text)
        await form.leave(face)

    face.on_open = fill
    changes = ResourceChanges(window.session, NotingSubject(resource), face)
    await (changes.add() if resource is None else changes.edit())
    return (forms[0] if forms else Form(window.session, AGENT, resource)), face


async def orphan(window: Agents, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process is gone."""
    monkeypatch.setattr("aixtui.stores.owner.Owner.is_alive", property(lambda _: False))
    (await window.session.journal()).close()
