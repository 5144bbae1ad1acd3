"""Texts that fit and come to nothing are refused at their fields: by us, and by the server."""

from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.kind import Kind
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.aixtui.scripted_face import ScriptedFace
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio


async def form_of(agents: Agents, kind: Kind, **changes: Any) -> Form:
    document = DOCUMENTS[kind.id] | changes
    resource = await agents.session.read(lambda ws: kind.source(ws._aix).from_dict(document))  # noqa: SLF001
    return Form(agents.session, kind, resource)


@pytest.mark.parametrize(
    ("kind", "changes", "name", "text", "refusal"),
    [
        (
            TRIGGER,
            {"triggerType": "external", "configuration": None},
            "configuration",
            "every day at 9",
            "waits for an event",
        ),
        (TRIGGER, {}, "configuration", "", "takes none away"),
        (TRIGGER, {}, "retry_count", "", "0 tries nothing again"),
        (TOOL, {}, "description", "", "takes none away"),
    ],
)
async def test_it_is_said_at_the_field(
    agents: Agents, kind: Kind, changes: dict[str, Any], name: str, text: str, refusal: str
) -> None:
    form, face = await form_of(agents, kind, **changes), ScriptedFace()
    assert form.checks.check_all()
    form.type(name, text)
    with sandbox_requests() as asked:
        await FormSaving(form, face).save()
    assert asked == []
    assert refusal in form.checks.problems[name]
    assert form.checks.invalid_field == name
    form.revert(name)
    assert form.checks.check_all()


async def test_what_is_heeded_is_not_refused(agents: Agents) -> None:
    form = await form_of(agents, TRIGGER)
    for name, text in {"configuration": "every day at 9", "retry_count": "0", "description": ""}.items():
        form.type(name, text)
    assert form.checks.check_all()
    external = await form_of(agents, TRIGGER, triggerType="external", configuration=None)
    external.type("input", "Else.")
    assert external.checks.check_all()


async def test_a_new_trigger_needs_a_schedule_or_an_event(agents: Agents) -> None:
    form = Form(agents.session, TRIGGER, None)
    form.type("name", "Daily")
    form.type("asset_id", (await agents.analyst()).id)
    await FormSaving(form, ScriptedFace(True)).save()
    assert form.checks.problems == {"configuration": "Say when: a schedule, or an event of a tool below."}


async def test_what_the_server_refuses_stands_at_the_one_field_that_is_meant(agents: Agents) -> None:
    form = Form(agents.session, TRIGGER, None)
    for name, text in {"name": "Daily", "configuration": "every day at 9", "asset_id": "6" * 24}.items():
        form.type(name, text)
    await FormSaving(form, ScriptedFace(True)).save()
    assert "the server does not know 6666" in form.checks.problems["asset_id"]
    assert form.checks.invalid_field == "asset_id"
    form.type("asset_id", (await agents.analyst()).id)
    assert form.checks.problems == {}
    await FormSaving(form, ScriptedFace(True)).save()
    assert form.saved_resource is not None


async def test_each_field_that_may_be_meant_says_so(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    form.type("tools", "6" * 24)
    await FormSaving(form, ScriptedFace(True)).save()
    assert "there is no model, tool or utility 6666" in form.checks.problems["tools"]
    assert list(form.checks.problems) == ["tools"]
    form.revert("tools")
    form.type("name", "Feedback Sorter")
    await FormSaving(form, ScriptedFace(True)).save()
    assert form.checks.problems == {"name": "That name is taken already: choose another one."}
