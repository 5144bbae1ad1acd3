"""A text that the user's own editor has left: taken into the form and merged, edited on, or thrown away."""

from pathlib import Path
from typing import Any

import pytest

from aixtui.editing.draft_list import DraftList
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.own_editor import OwnEditor
from aixtui.face import FieldChange
from aixtui.kinds.agent import AGENT
from aixtui.stores.draft import StoredDraft
from aixtui.system.editor import EditorError
from aixtui.system.paths import state_dir
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import REMOVE, ScriptedFace

pytestmark = pytest.mark.anyio


class EndError(BaseException):
    """The app ends while an editor is open."""


class Ending(ScriptedFace):
    """Its editor puts one text in the place of another one, and the app ends before it does."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        self._old, self._new = old, new

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        text = path.read_text(encoding="utf-8")
        assert self._old in text
        path.write_text(text.replace(self._old, self._new), encoding="utf-8")
        raise EndError


async def leave_text(agents: Agents, old: str, new: str, *, field: str = "", **typed: str) -> None:
    """Type into the form of the analyst, then have an editor that the app ends with."""
    form, face = Form(agents.session, AGENT, await agents.analyst()), Ending(old, new)
    draft = FormDraft(form, face, await agents.session.journal())
    assert await draft.begin()
    for name, text in typed.items():
        form.type(name, text)
    editor = OwnEditor(form, face)
    with pytest.raises(EndError):
        await (editor.edit_field(form.field(field)) if field else editor.edit_document())
    await draft.release()


async def open_form(agents: Agents, *answers: Any) -> tuple[Form, ScriptedFace, bool]:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(*answers)
    return form, face, await FormDraft(form, face, await agents.session.journal()).begin()


async def drafts(agents: Agents) -> list[StoredDraft]:
    return list((await agents.session.journal()).drafts.all(agents.session.workspace_name))


def files() -> list[Path]:
    return [path for path in (state_dir() / "editor").rglob("*") if path.is_file()]


async def test_it_is_taken_beside_what_was_typed_and_merged_with_what_others_changed(agents: Agents) -> None:
    before = (await agents.analyst()).instructions
    await leave_text(agents, "least 0.4", "most 0.4", name="Typed")
    await agents.change(await agents.analyst(), instructions=f"Theirs first.\n{before}", max_tokens="7")
    form, face, begun = await open_form(agents, "resume", "take")
    assert begun
    assert sorted(form.changes) == ["description", "name"]
    assert "most 0.4" in form.texts["description"]
    assert form.texts["instructions"].startswith("Theirs first.")
    assert form.texts["max_tokens"] == "7"
    assert "text from your editor" in face.questions[1]
    (stored,) = await drafts(agents)
    assert sorted(stored.draft.changes) == ["description", "name"]
    assert (stored.draft.editor, files()) == (None, [])


async def test_where_both_changed_the_same_it_is_asked(agents: Agents) -> None:
    await leave_text(agents, "three.", "three at most.", field="instructions")
    await agents.change(await agents.analyst(), instructions="Theirs.")
    form, face, begun = await open_form(agents, "take", None)
    assert not begun
    assert [one.label for one in face.conflicts] == ["Instructions"]
    assert len(files()) == 1, "undecided it stays"
    form, face, begun = await open_form(agents, "take", "mine")
    assert begun
    assert form.texts["instructions"].endswith("three at most.")
    assert (form.base["instructions"], files()) == ("Theirs.", [])


async def test_it_can_be_edited_on(agents: Agents) -> None:
    await leave_text(agents, "name: Text Analyst", "nme: Word Analyst")
    form, face, begun = await open_form(agents, "go on", EditorError("vi ended with code 1.", has_run=True))
    assert not begun
    assert face.edited[0][0].startswith("#! Line ")
    assert len(files()) == 1
    text = face.edited[0][0].replace("\nnme:", "\nname:")
    form, face, begun = await open_form(agents, "go on", text)
    assert begun
    assert form.changes == {"name": "Word Analyst"}
    assert files() == []


async def test_it_can_be_left_for_later_compared_and_thrown_away(agents: Agents) -> None:
    await leave_text(agents, "name: Text Analyst", "name: Word Analyst")
    _, face, begun = await open_form(agents, "compare", None)
    assert not begun
    assert face.details[-1] == (FieldChange("Name", "Text Analyst", "Word Analyst"),)
    form, _, begun = await open_form(agents, "fresh")
    assert begun
    assert form.is_as_it_began
    assert len(files()) == 1
    form, _, begun = await open_form(agents, "drop", True)
    assert begun
    assert form.is_as_it_began
    assert (await drafts(agents), files()) == ([], [])


async def test_thrown_away_in_the_list_no_file_is_left(agents: Agents) -> None:
    await leave_text(agents, "name: Text Analyst", "name: Word Analyst")
    face = ScriptedFace((REMOVE, (await drafts(agents))[0].draft.id), True, None)
    await DraftList(agents.session, NotingSubject(), face).open()
    assert (await drafts(agents), files()) == ([], [])


async def test_what_could_not_be_taken_is_edited_on_by_the_same_key(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    face = ScriptedFace()
    assert await FormDraft(form, face, await agents.session.journal()).begin()
    editor = OwnEditor(form, face)

    async def edit(*answers: Any) -> None:
        face.answers[:] = answers
        await editor.edit_document()

    await edit("name: [", EditorError("vi ended with code 1.", has_run=True))
    assert face.problems[-1].hint.endswith("F4 goes on with it.")
    assert len(files()) == 1
    await edit("go on", "name: Word Analyst\n")
    assert form.changes == {"name": "Word Analyst"}
    assert files() == []
    await edit("name: [", EditorError("vi ended with code 1.", has_run=True))
    await edit("anew", "name: Other\n")
    assert form.changes == {"name": "Other"}
    assert files() == []
