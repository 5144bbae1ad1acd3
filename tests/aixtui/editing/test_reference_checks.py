"""What a form refers to is looked for before a save, where the platform would take any id."""

from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.own_editor import OwnEditor
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.utility import UTILITY
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
CODE = "def main(a: int) -> int:\n    return a\n"
UNKNOWN = '{"assetId":"no-such-model","rpm":10}'
THERE_IS_NONE = "Limits of models: there is no model no-such-model."


@pytest.fixture
def form(agents: Agents) -> Form:
    made = Form(agents.session, API_KEY, None)
    made.type("name", "ci")
    return made


async def test_a_model_that_nobody_has_is_refused_at_its_field(form: Form) -> None:
    form.type("asset_limits", UNKNOWN)
    face = ScriptedFace()
    await FormSaving(form, face).save()
    assert form.checks.problems == {"asset_limits": THERE_IS_NONE}
    assert (form.is_saving, form.is_over, form.activity.busy, face.messages) == (False, False, False, [])


async def test_what_is_typed_in_the_editor_is_refused_too(form: Form) -> None:
    written = "name: ci\nasset_limits:\n  - assetId: no-such-model\n    rpm: 10\n"
    await OwnEditor(form, ScriptedFace(written)).edit_document()
    face = ScriptedFace()
    await FormSaving(form, face).save()
    assert [*form.checks.problems.values()] == [THERE_IS_NONE]


async def test_a_model_that_is_there_is_saved_by_its_path_and_what_was_there_is_not_asked_for(
    form: Form, agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.type("asset_limits", '{"assetId":"openai/gpt-4o","rpm":10}')
    await FormSaving(form, ScriptedFace(True, False)).save()
    key: Any = form.saved_resource
    assert [one.request_per_minute for one in key.asset_limits] == [10]
    edit = Form(agents.session, API_KEY, key)
    (before,) = edit.texts["asset_limits"].split("\n")
    edit.type("asset_limits", before.replace('"rpd":0', '"rpd":300'))

    def fail(*_: Any) -> None:
        raise AssertionError("it was there before")

    monkeypatch.setattr("aixtui.editing.reference_checks._get", fail)
    await FormSaving(edit, ScriptedFace(True)).save()
    assert edit.saved_resource is not None
    assert [one.request_per_day for one in edit.saved_resource.asset_limits] == [300]


async def test_where_the_server_cannot_be_asked_the_save_tells(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("The line is cut.")

    monkeypatch.setattr("aixtui.editing.reference_checks._get", fail)
    monkeypatch.setattr(WorkspaceGateway, "create", fail)
    form.type("asset_limits", UNKNOWN)
    face = ScriptedFace(True)
    await FormSaving(form, face).save()
    assert face.questions == ["Make this key?"]
    assert ["The line is cut" in problem.sentence for problem in face.problems] == [True]


async def test_all_that_an_agent_names_is_looked_for_at_once_and_a_name_is_as_good_as_an_id(
    agents: Agents,
) -> None:
    written = "name: Team\nllm: no-such-llm\nagents: [Text Analyst, nobody]\n"
    written += "tools: [no-tool, Calculator, no-hand]\n"
    form, face = Form(agents.session, AGENT, None), ScriptedFace(written)
    await OwnEditor(form, face).edit_document()
    await FormSaving(form, face).save()
    assert face.questions == ["edit"]
    way = "Say its name in full, its path or its id."
    kinds = " or ".join(one.id for one in KINDS if one.id in ("tool", "model", "utility"))
    assert form.checks.problems == {
        "llm": f"LLM: There is no model 'no-such-llm'. {way}",
        "tools": f"Tools: There is no {kinds} 'no-tool'. {way} Tools: There is no {kinds} 'no-hand'. {way}",
        "agents": f"Agents: There is no agent 'nobody'. {way}",
    }
    form.type("llm", "")
    form.type("agents", form.texts["agents"].removesuffix("\nnobody"))
    form.type("tools", form.texts["tools"].split("\n")[1])
    assert [form.listed(form.field(name)) for name in ("agents", "tools")] == ["Text Analyst", "Calculator"]
    face.answers.append(True)
    await FormSaving(form, face).save()
    assert face.messages[-1] == "Made Team."


async def test_a_name_that_several_have_stands_for_none(agents: Agents) -> None:
    namesake = Form(agents.session, UTILITY, None)
    for name, text in {"name": "Calculator", "description": "Another calculator.", "source": CODE}.items():
        namesake.type(name, text)
    await FormSaving(namesake, ScriptedFace(True)).save()
    form = Form(agents.session, AGENT, None)
    form.type("name", "Team")
    form.type("tools", "Calculator")
    await FormSaving(form, ScriptedFace()).save()
    assert form.checks.problems["tools"].startswith("Tools: 2 are named 'Calculator'. Say the id: ")
