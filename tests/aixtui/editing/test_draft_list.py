"""All that was typed and never saved, in one list."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from aixtui.editing.draft_list import DraftList
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.system.paths import data_dir
from tests.aixtui.editing.drafting import TITLE, edit
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import REMOVE, ScriptedFace

pytestmark = pytest.mark.anyio


async def test_all_that_was_never_saved_stands_in_a_list(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    await edit(window, None, {"name": "Quill"})
    assert window.session.drafts.number == 2
    forms: list[Form] = []
    drafts = {one.draft.name: one.draft.id for one in (await window.session.journal()).drafts.all("sandbox")}
    face = ScriptedFace((REMOVE, drafts["A new agent"]), True, drafts["Text Analyst"], "resume", True)

    async def save(form: Form) -> None:
        forms.append(form)
        await FormSaving(form, face).save()

    face.on_open = save
    subject = NotingSubject(None)
    await DraftList(window.session, subject, face).open()
    assert face.questions == [
        "Typed and never saved",
        "Throw the draft of A new agent away?",
        "Typed and never saved",
        TITLE,
        "Save these changes?",
    ]
    assert [one.description for one in subject.saved_resources] == ["Half"]
    assert window.session.drafts.number == 0
    await DraftList(window.session, subject, face).open()
    assert face.messages[-1] == "There is nothing that was typed and never saved."


async def test_a_damaged_draft_hides_no_other_is_told_and_can_be_thrown_away(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    await edit(window, None, {"name": "Quill"})
    journal = await window.session.journal()
    (damaged,) = [one.draft.id for one in journal.drafts.all("sandbox") if one.draft.name == "Text Analyst"]
    with closing(sqlite3.connect(data_dir() / "journal.db")) as connection:
        connection.execute("UPDATE drafts SET state = 'half' WHERE id = ?", (damaged,))
        connection.commit()
    _, face = await edit(window, await window.analyst(), {})
    assert face.messages[-1:] == ["A draft of it cannot be read: the list of drafts says why."]
    (quill,) = journal.drafts.all("sandbox")
    assert quill.draft.changes == {"name": "Quill"}
    face = ScriptedFace(damaged)
    await DraftList(window.session, NotingSubject(None), face).open()
    assert face.messages == [
        "The draft of Text Analyst cannot be read: its state is 'half'. F8 in the list throws it away."
    ]
    await DraftList(window.session, NotingSubject(None), ScriptedFace((REMOVE, damaged), True, None)).open()
    assert journal.drafts.damaged("sandbox") == ()
    assert journal.drafts.all("sandbox") == (quill,)


async def test_from_the_list_it_is_compared_and_thrown_away_too(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    (stored,) = (await window.session.journal()).drafts.all("sandbox")
    face = ScriptedFace(stored.draft.id, "compare", "drop", True)
    await DraftList(window.session, NotingSubject(None), face).open()
    assert len(face.details) == 2
    assert face.subjects == []
    assert window.session.drafts.number == 0


async def test_what_was_typed_into_one_that_is_gone_makes_a_new_one(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    agent = await window.analyst()
    await window.session.write(lambda ws: ws.delete(agent))
    (stored,) = (await window.session.journal()).drafts.all("sandbox")
    face = ScriptedFace(stored.draft.id, "resume", True)

    async def save(form: Form) -> None:
        assert form.crumbs == ("Agents", "new")
        await FormSaving(form, face).save()

    face.on_open = save
    subject = NotingSubject(None)
    await DraftList(window.session, subject, face).open()
    assert "Text Analyst is gone: saving this makes a new one." in face.messages
    (made,) = subject.saved_resources
    assert (made.name, made.description) == ("Text Analyst", "Half")
    assert made.instructions == agent.instructions
    assert [tool.id for tool in made.tools] == [tool.id for tool in agent.tools]
    assert (await window.session.journal()).drafts.all("sandbox") == ()


async def test_new_ones_are_told_apart_by_the_names_that_were_typed(windows: Any) -> None:
    window = windows()
    await edit(window, None, {"name": "Quill"})
    offered: list[str] = []

    class Looking(ScriptedFace):
        async def choose(self, title: str, choices: Any, **_: Any) -> None:
            offered.extend(one.label for one in choices(""))

    await DraftList(window.session, NotingSubject(None), Looking()).open()
    assert offered == ["A new agent: Quill"]
