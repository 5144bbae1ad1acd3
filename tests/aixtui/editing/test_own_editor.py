"""A form in an editor: what comes back is in the form, and what cannot be taken is not lost."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aixtui.controllers.answering import Controllers
from aixtui.controllers.form import FormController
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.own_editor import OwnEditor
from aixtui.kinds.agent import AGENT
from aixtui.kinds.session import SESSION
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.field import Field
from aixtui.system.editor import EditorError
from aixtui.system.paths import state_dir
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import do
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio


class Editing(ScriptedFace):
    """Each of `edits` is a change of the text that the editor begins with, or a text, None, an error."""

    def __init__(self, *edits: Any, answers: tuple[Any, ...] = ()) -> None:
        super().__init__(*answers)
        self._edits = list(edits)

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        text = path.read_bytes().decode()
        self.edited.append((text, path.name, line))
        edit = self._edits.pop(0)
        if isinstance(edit, Exception):
            raise edit
        result: str | None = edit(text) if callable(edit) else edit
        if result is not None:
            path.write_bytes(result.encode())
        return result is not None


def replacing(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def files_of_editors() -> list[Path]:
    """What editors have left."""
    return [path for path in (state_dir() / "editor").rglob("*") if path.is_file()]


def unchanged(text: str) -> str:
    return text


async def edited(form: Form, *edits: Any) -> Editing:
    face = Editing(*edits)
    await OwnEditor(form, face).edit_document()
    return face


async def test_what_is_changed_in_the_document_is_changed_in_the_form_and_undone_at_once(
    agents: Agents,
) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    before = dict(form.texts)
    description = before["description"]
    tools = before["tools"].split("\n")
    face = await edited(
        form,
        lambda text: (
            text.replace(f"  {description}", "  Short.\n\n    Indented: # no comment")
            .replace(f"  - {tools[0]}  # Language Identification\n", "")
            .replace("output_format: markdown", "output_format: JSON")
            .replace("max_cost:", "max_cost: 2.50")
            .replace("name: Text Analyst", "name: 'null'")
        ),
    )
    assert face.edited[0][1:] == ("agent.yaml", 0)
    assert form.changes == {
        "name": "null",
        "description": "Short.\n\n  Indented: # no comment",
        "tools": "\n".join(tools[1:]),
        "output_format": "json",
        "budget.max_cost": "2.50",
    }
    assert (face.messages, form.checks.problems) == (["writing the document"], {})
    form.undo()
    assert form.texts == before


async def test_names_stand_beside_ids_and_the_rest_of_the_document_below(agents: Agents) -> None:
    face = await edited(Form(agents.session, AGENT, await agents.analyst()), unchanged)
    text = face.edited[0][0]
    assert "llm: 69b7e5f1b2fe44704ab0e7d0  # Word Chain\n" in text
    assert "  # Sentiment\n" in text
    rest = text.partition("\n# The rest of it")[2]
    assert "#   status: onboarded\n" in rest
    assert "outputFormat" not in rest
    assert face.messages[-1] == "The editor left it as it was."


async def test_a_comment_alone_changes_nothing(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    face = await edited(form, lambda text: f"# mine\n{text}\n\n# mine\n")
    assert (form.changes, face.messages[-1]) == ({}, "Nothing in the document has changed.")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("name: Text", "nme: Text", "There is no field nme. Is it name?"),
        (
            "name: Text Analyst",
            "name: Text: Analyst",
            "This is no YAML: mapping values are not allowed here.",
        ),
        ("name: Text Analyst", "name: a\nname: b", "name is there already, in line"),
        ("max_tokens: 2048", "max_tokens: many", "Tokens must be a number, not 'many'"),
        ("output_format: markdown", "output_format: pdf", "Output must be one of: text, markdown, json."),
        ("name: Text Analyst", "createdAt: x\nname: b", "createdAt is not changed in this document"),
        ("name: Text Analyst", "inspectorId: a\nname: b", "inspectorId is not changed in this document"),
        ("llm: ", "llm: &x ", "Aliases and anchors are not taken"),
        ("  max_iterations: 8", "  max_iterations: x", "Rounds a run must be a number, not 'x'"),
    ],
)
async def test_an_error_opens_it_again_at_its_line_with_all_that_was_typed(
    agents: Agents, old: str, new: str, sentence: str
) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())

    def mend(text: str) -> str:
        return (
            re.sub("(?m)^#! .*\n", "", text)
            .replace(new, old)
            .replace("description: |-", "description: |-\n  Mended.")
        )

    face = await edited(form, replacing(old, new), mend)
    first, again = face.edited
    text, _, line = again
    lines = text.split("\n")
    reasons = [one for one in lines if one.startswith("#! ")]
    assert "\n".join(one for one in lines if one not in reasons) == first[0].replace(old, new)
    assert " ".join(one.removeprefix("#! ") for one in reasons).count(sentence) == 2
    assert max(map(len, reasons)) <= 78
    assert text.startswith(f"#! Line {line}, column ")
    assert lines[line - 2] == reasons[-1]
    if "already" in sentence:
        first_line = next(number for number, one in enumerate(lines, 1) if one == "name: a")
        assert " ".join(one.removeprefix("#! ") for one in reasons).count(f"in line {first_line}.") == 2
    assert (new.split("\n")[-1] if "already" in sentence else new.split("\n")[0]) in lines[line - 1]
    assert list(form.changes) == ["description"]
    assert form.texts["description"].startswith("Mended.\n")


async def test_whoever_gives_up_is_told_where_the_text_is_kept(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    face = await edited(form, replacing("name:", "nme:"), replacing("nme:", "nmee:"), unchanged)
    assert form.changes == {}
    told = face.messages[-1]
    path = Path(
        told.removeprefix("Nothing of the document is taken. What you typed is in ").removesuffix(".")
    )
    assert "nmee: Text Analyst" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [text.count("#! Line") for text, *_ in face.edited] == [0, 1, 1]


async def test_an_editor_that_fails_is_told_and_what_was_typed_before_is_kept(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    face = await edited(form, EditorError("vi ended with code 1."))
    assert [problem.text for problem in face.problems] == ["vi ended with code 1."]
    assert face.messages == ["writing the document"]
    face = await edited(form, replacing("name:", "nme:"), EditorError("vi ended with code 1."))
    assert face.problems[0].hint.startswith("What you typed is in ")
    assert form.changes == {}


async def test_without_an_editor_it_says_how_to_name_one(agents: Agents) -> None:
    face = await edited(Form(agents.session, AGENT, None), None)
    assert face.messages[-1] == "No editor is set: VISUAL or EDITOR names one."


async def test_f4_edits_a_long_text_and_from_any_other_field_the_document(agents: Agents) -> None:
    kind = AGENT._replace(fields=(*AGENT.fields, Field("data.token", "Token", is_secret=True)))
    form, face = Form(agents.session, kind, None), Editing("Be brief.\n", *[unchanged] * 4, "Be brief.\n")
    form.type("data.token", "hush")
    controllers = Controllers(FormController(form, face))
    for name in ("instructions", "name", "llm", "output_format", "data.token", "instructions"):
        form.moves.current = name
        assert await do(controllers, "edit-text") == ""
    assert form.texts["instructions"] == "Be brief."
    assert [name for _, name, _ in face.edited] == ["text.md", *["agent.yaml"] * 4, "text.md"]
    assert not [text for text, *_ in face.edited if "hush" in text]
    assert face.messages[-1] == "The editor left it as it was."


async def test_what_is_typed_is_on_disk_before_the_editor_has_the_terminal(agents: Agents) -> None:
    form, journal = Form(agents.session, AGENT, await agents.analyst()), await agents.session.journal()
    workspace = agents.session.workspace_name

    def look(text: str) -> str:
        (stored,) = journal.drafts.all(workspace)
        assert stored.draft.changes == {"name": "Typed"}
        assert stored.draft.editor is not None
        assert stored.draft.editor.file.read() == text
        return f"{text} And more."

    face = Editing(look)
    assert await FormDraft(form, face, journal).begin()
    form.type("name", "Typed")
    await OwnEditor(form, face).edit_field(form.field("description"))
    (stored,) = journal.drafts.all(workspace)
    assert stored.draft.changes == {"name": "Typed", "description": form.texts["description"]}
    assert form.texts["description"].endswith(" And more.")
    assert stored.draft.editor is None
    assert files_of_editors() == []


async def test_what_is_typed_while_the_document_is_written_stays(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())

    def edit(text: str) -> str:
        form.type("description", "Typed meanwhile.")
        return text.replace("name: Text Analyst", "name: Renamed")

    await edited(form, edit)
    assert form.changes == {"name": "Renamed", "description": "Typed meanwhile."}


async def test_what_is_said_of_a_new_one_only_is_refused_in_an_edit(agents: Agents) -> None:
    agent = await agents.analyst()
    made = await agents.session.write(
        lambda ws: ws.create(SESSION, {"name": "s", "agent_id": agent.id, "status": "active"})
    )
    form = Form(agents.session, SESSION, made)
    face = await edited(form, lambda text: f"{text}\nagent_id: x\n", replacing("agent_id: x", ""))
    assert "Agent can only be said of a new one." in face.edited[1][0]


async def test_a_choice_that_means_the_same_is_the_one_of_the_form(agents: Agents) -> None:
    form = Form(agents.session, TRIGGER, None)
    await edited(
        form,
        lambda text: text.replace("enabled': yes", "enabled': off").replace("enabled: yes", "enabled: off"),
    )
    assert form.texts["enabled"] == "no"


async def test_a_resource_is_edited_in_the_editor_at_once_and_then_in_the_form(agents: Agents) -> None:
    subject = NotingSubject(await agents.analyst())
    face = Editing(replacing("name: Text Analyst", "name: Renamed"))
    seen: list[dict[str, str]] = []

    async def look(form: Form) -> None:
        seen.append(form.changes)

    face.on_open = look
    await ResourceChanges(agents.session, subject, face).edit(in_editor=True)
    assert seen == [{"name": "Renamed"}]
    assert (await agents.analyst()).name == "Text Analyst"


async def test_where_the_editor_changes_nothing_no_form_is_opened(agents: Agents) -> None:
    face = Editing(unchanged)
    await ResourceChanges(agents.session, NotingSubject(await agents.analyst()), face).edit(in_editor=True)
    assert face.subjects == []
    assert face.messages[-1] == "The editor left it as it was."
