"""A form that is filled from a file."""

import json
from pathlib import Path

import pytest

from aixtui.controllers.answering import Controllers
from aixtui.controllers.form import FormController
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.headless import do
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
WITH_SECRET = AGENT._replace(fields=(*AGENT.fields, Field("data.token", "Token", is_secret=True)))


async def filled(
    agents: Agents, text: str, tmp_path: Path, *, kind: Kind = AGENT, suffix: str = ".yaml"
) -> tuple[Form, ScriptedFace]:
    path = tmp_path / f"file{suffix}"
    path.write_text(text, encoding="utf-8")
    form, face = Form(agents.session, kind, None), ScriptedFace(str(path))
    assert await do(Controllers(FormController(form, face)), "from-file") == ""
    await face.idle()
    return form, face


async def test_a_new_one_is_made_of_the_document_of_another(agents: Agents, tmp_path: Path) -> None:
    analyst = await agents.analyst()
    document = await agents.session.read(lambda ws: ws.document(analyst))
    document |= {"name": "Second Analyst"}
    form, face = await filled(agents, json.dumps(document, indent=2), tmp_path, suffix=".json")
    assert face.messages == [
        "Filled: Name, Description, Instructions, State, LLM, Tools, Tool settings, Output, Tokens, "
        "Rounds a run."
    ]
    assert form.shown(form.field("llm"), form.texts["llm"]) == "Word Chain"
    await FormSaving(form, ScriptedFace(True)).save()
    made = (await agents.find("Second Analyst"))[0]
    assert [tool.id for tool in made.tools] == [tool.id for tool in analyst.tools]
    assert (made.instructions, made.budget.max_iterations) == (analyst.instructions, 8)


async def test_what_is_not_taken_is_told(agents: Agents, tmp_path: Path) -> None:
    text = "nme: a\nname: b\nid: c\ncreatedAt: d\ninspector_id: e\ncloned_from_id: null\nzzz: 1\n"
    form, face = await filled(agents, text, tmp_path)
    assert face.messages == [
        "Filled: Name. The form has no field for: inspector_id. Not known here: nme (name?), zzz."
    ]
    assert form.changes == {"name": "b"}


async def test_many_that_are_not_taken_are_counted(agents: Agents, tmp_path: Path) -> None:
    _, face = await filled(agents, "".join(f"zz{number}: 1\n" for number in range(9)), tmp_path)
    assert face.messages == [
        "It says nothing else than the form. Not known here: zz0, zz1, zz2, zz3, zz4, zz5 and 3 more."
    ]


async def test_what_does_not_fit_is_said_at_its_field(agents: Agents, tmp_path: Path) -> None:
    form, _ = await filled(agents, "name: a\nmax_tokens: many\n", tmp_path)
    assert form.texts["max_tokens"] == "many"
    assert form.checks.problems == {"max_tokens": "Tokens must be a number, not 'many'."}


async def test_a_secret_is_taken_and_never_told(agents: Agents, tmp_path: Path) -> None:
    form, face = await filled(agents, "data: {token: hush}\n", tmp_path, kind=WITH_SECRET)
    assert form.texts["data.token"] == "hush"
    assert face.messages == ["Filled: Token."]


async def test_it_is_asked_again_until_a_file_can_be_read(agents: Agents, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.yaml", tmp_path / "good.yaml"
    bad.write_text("tools: [{name: a}]\n", encoding="utf-8")
    good.write_text("name: a\n", encoding="utf-8")
    form, face = (
        Form(agents.session, AGENT, None),
        ScriptedFace("no.yaml", str(bad), str(tmp_path), str(good)),
    )
    await do(Controllers(FormController(form, face)), "from-file")
    await face.idle()
    question = "JSON or YAML file to fill the form from"
    assert face.questions == [
        question,
        f"{question}: There is no file no.yaml.",
        f"{question}: {bad}, line 1, column 9: Tools is said by ids: this is none.",
        f"{question}: {tmp_path} cannot be read: it is a folder, not a file.",
    ]
    assert face.drafts == ["", "no.yaml", str(bad), str(tmp_path)]
    assert form.texts["name"] == "a"


async def test_an_edit_is_filled_and_taken_back(agents: Agents, tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text("name: a\nbudget:\n  max_iterations: 3\n", encoding="utf-8")
    form = Form(agents.session, AGENT, await agents.analyst())
    before = dict(form.texts)
    await do(Controllers(FormController(form, face := ScriptedFace(str(path)))), "from-file")
    await face.idle()
    assert form.changes == {"name": "a", "budget.max_iterations": "3"}
    form.undo()
    assert form.texts == before


async def test_whoever_wants_none_changes_nothing(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, None), ScriptedFace(None)
    await do(Controllers(FormController(form, face)), "from-file")
    assert (form.is_as_it_began, face.messages) == (True, [])


async def filled_in(agents: Agents, name: str, path: Path) -> tuple[Form, ScriptedFace]:
    """A form whose field of this name was typed in when a file was asked for."""
    form, face = Form(agents.session, AGENT, None), ScriptedFace(str(path))
    form.moves.to(name)
    await do(Controllers(FormController(form, face)), "from-file")
    await face.idle()
    return form, face


async def test_a_long_text_takes_the_text_of_any_file(agents: Agents, tmp_path: Path) -> None:
    path = tmp_path / "ask.md"
    path.write_bytes(b"# Ask\r\n\r\nname: not a field here\r\n")
    form, face = await filled_in(agents, "instructions", path)
    assert face.questions == ["File for Instructions"]
    assert form.changes == {"instructions": "# Ask\n\nname: not a field here"}
    assert face.messages == ["Filled: Instructions."]
    form.undo()
    assert form.is_as_it_began


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ('{"name": "a", "max_tokens": 7}', {"name": "a", "max_tokens": "7"}),
        ('{"rows": [1]}', {"instructions": '{"rows": [1]}'}),
        ('{"rows": [', {"instructions": '{"rows": ['}),
    ],
    ids=["a document of fields", "another document", "no document"],
)
async def test_a_document_that_names_fields_fills_them_from_a_long_text_too(
    agents: Agents, tmp_path: Path, text: str, changes: dict[str, str]
) -> None:
    path = tmp_path / "file.json"
    path.write_text(text, encoding="utf-8")
    form, _ = await filled_in(agents, "instructions", path)
    assert form.changes == changes


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (
            "in.json",
            '{"name": "a",\n "max_tokens": }',
            "line 2, column 16: This is no JSON: Expecting value.",
        ),
        ("in.yaml", "name: a\ntools: [", "line 2, column 9: This is no YAML: expected the node content"),
        ("in.json", '{"tools": [{"name": "a"}]}', "line 1, column 12: Tools is said by ids: this is none."),
    ],
    ids=["no JSON", "no YAML", "another shape"],
)
async def test_a_document_that_cannot_be_read_goes_into_a_long_text_with_a_word(
    agents: Agents, tmp_path: Path, name: str, text: str, why: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    form, face = await filled_in(agents, "instructions", tmp_path / name)
    assert form.changes == {"instructions": text}
    said = "Filled: Instructions. The file went there as a text, since no field can be read in it:"
    assert face.messages[0].startswith(f"{said} {name}, {why}")


@pytest.mark.parametrize("text", ["A sentence.", '[{"a": 1}, {"a": 2}]', '{"rows": [1]}'])
async def test_what_is_no_document_of_fields_goes_into_a_long_text_as_it_is(
    agents: Agents, tmp_path: Path, text: str
) -> None:
    (tmp_path / "in.yaml").write_text(text, encoding="utf-8")
    form, face = await filled_in(agents, "instructions", tmp_path / "in.yaml")
    assert form.changes == {"instructions": text}
    assert face.messages == ["Filled: Instructions."]
