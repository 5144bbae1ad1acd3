"""Drafts of new resources: all are offered wherever one is begun, also of what is made of another one."""

from types import SimpleNamespace
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.document import Document
from aixtui.editing.draft_list import DraftList
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.face import Choices
from aixtui.kinds.agent import AGENT
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.kind import Kind, MadeOf
from aixtui.workspace.query import Query
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.drafting import edit
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
CODE = "def main(a: int) -> int:\n    return a\n"
NEW_ONES = "New ones that were never saved"


class ToolSubject(NotingSubject):
    """Of tools and of what they are made of."""

    def on_saved(self, kind: Kind, resource: Any) -> None:
        assert kind.id == "tool"
        self.saved_resources.append(resource)


class Looking(ScriptedFace):
    """Notes what is offered first."""

    def __init__(self, *answers: Any) -> None:
        super().__init__(*answers)
        self.offered: list[str] = []

    async def choose(self, title: str, choices: Choices, **options: Any) -> str | None:
        self.offered = self.offered or [one.label for one in choices("")]
        return await super().choose(title, choices, **options)


async def python_sandbox(agents: Agents) -> Any:
    page = await agents.session.read(lambda ws: ws.search(INTEGRATION, Query("Python Sandbox", size=20)))
    return page.rows[0].resource


async def begin_tool(agents: Agents, name: str, *answers: Any) -> Looking:
    """Type into the form of a new tool, from its integration, and leave it."""
    face = Looking(*answers)

    async def fill(form: Form) -> None:
        form.type("name", name)
        form.type("data.code", CODE)
        await form.leave(face)

    face.on_open = fill
    subject = ToolSubject(await python_sandbox(agents), kind=INTEGRATION)
    await ResourceChanges(agents.session, subject, face).add()
    return face


def saver(face: ScriptedFace) -> Any:
    async def save(form: Form) -> None:
        assert form.crumbs == ("Tools › Python Sandbox", "new")
        await FormSaving(form, face).save()

    return save


async def ids(agents: Agents) -> list[str]:
    journal = await agents.session.journal()
    return [one.draft.id for one in journal.drafts.all("sandbox")]


@pytest.mark.parametrize("place", ["tools", "integration", "drafts"])
async def test_a_draft_of_a_new_tool_goes_on_from_everywhere(windows: Any, place: str) -> None:
    await begin_tool(windows(), "Adder")
    window = windows()
    source = await python_sandbox(window)
    (draft_id,) = await ids(window)
    face = ScriptedFace(draft_id, "resume", True)
    face.on_open = saver(face)
    if place == "drafts":
        subject = ToolSubject(None, kind=TOOL)
        await DraftList(window.session, subject, face).open()
    else:
        subject = ToolSubject(source, kind=INTEGRATION) if place == "integration" else ToolSubject(kind=TOOL)
        await ResourceChanges(window.session, subject, face).add()
    assert face.questions == [
        NEW_ONES if place != "drafts" else "Typed and never saved",
        "A new tool has changes that were never saved",
        "Make this tool?",
    ]
    assert [one.name for one in subject.saved_resources] == ["Adder"]
    assert await ids(window) == []


async def test_tools_that_were_never_saved_are_all_offered_and_another_one_is_begun_without_them(
    windows: Any,
) -> None:
    window = windows()
    await begin_tool(window, "Adder")
    face = await begin_tool(window, "Doubler", "fresh")
    assert face.questions == [NEW_ONES]
    assert face.offered == ["A new tool: Adder", "Begin without them"]
    face = await begin_tool(window, "Never", None)
    assert sorted(face.offered) == [
        "A new tool: Adder",
        "A new tool: Doubler",
        "Begin without them",
    ]
    assert face.subjects == []


async def test_a_draft_of_an_integration_that_is_gone_stays(
    windows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = windows()
    await begin_tool(window, "Adder")
    (draft_id,) = await ids(window)
    nowhere = MadeOf("ffffffffffffffffffffffff", "NO_AUTH")
    monkeypatch.setattr("aixtui.editing.draft_resuming.made_of", lambda _: nowhere)
    face = ScriptedFace(draft_id)
    await DraftList(window.session, ToolSubject(None, kind=TOOL), face).open()
    assert face.messages[-1] == "A new tool cannot go on: its integration is gone. The draft is kept."
    assert await ids(window) == [draft_id]


async def test_all_drafts_of_new_agents_are_offered_and_not_the_latest_alone(windows: Any) -> None:
    window = windows()
    await edit(window, None, {"name": "Quill"})
    await edit(window, None, {"name": "Feather"}, "fresh")
    quill = {
        str(one.draft.changes["name"]): one.draft.id
        for one in (await window.session.journal()).drafts.all("sandbox")
    }["Quill"]
    form, face = await edit(window, None, {}, quill, None, quill, "resume")
    assert face.questions == [NEW_ONES, "A new agent has changes that were never saved"] * 2
    assert form.texts["name"] == "Quill"
    assert len(await ids(window)) == 2


async def test_of_two_one_is_thrown_away_and_the_other_is_offered_then(windows: Any) -> None:
    window = windows()
    await edit(window, None, {"name": "Quill"})
    await edit(window, None, {"name": "Feather"}, "fresh")
    first = (await ids(window))[0]
    form, face = await edit(window, None, {}, first, "drop", True, "resume")
    assert face.questions[-1] == "A new agent has changes that were never saved"
    assert form.texts["name"] == "Quill"


async def test_the_way_of_logging_in_is_not_asked_for_again(windows: Any) -> None:
    window = windows()
    page = await window.session.read(lambda ws: ws.search(INTEGRATION, Query("", size=50)))
    source = next(row.resource for row in page.rows if len(row.resource.auth_schemes) > 1)
    way = source.auth_schemes[1]
    forms: list[Form] = []

    async def fill(form: Form) -> None:
        forms.append(form)
        form.type("name", "Chat")
        await form.leave(face)

    face = ScriptedFace(way)
    face.on_open = fill
    await ResourceChanges(window.session, ToolSubject(source, kind=INTEGRATION), face).add()
    (draft_id,) = await ids(window)
    face = ScriptedFace(draft_id, "resume")
    face.on_open = fill
    await DraftList(window.session, ToolSubject(None, kind=TOOL), face).open()
    assert face.questions == ["Typed and never saved", "A new tool has changes that were never saved"]
    first, again = forms
    assert [one.name for one in again.fields] == [one.name for one in first.fields]
    assert again.kind.made_of == MadeOf(source.id, way)


async def test_the_drafts_of_one_resource_are_its_own_alone(windows: Any) -> None:
    window = windows()
    await begin_tool(window, "Adder")
    await edit(window, None, {"name": "Quill"})
    await edit(window, analyst := await window.analyst(), {"description": "Half"})

    def listed(kind: Kind, resource: Any) -> DraftList:
        session, parent = window.session, NotingSubject(resource)
        document = Document(session, kind, resource, None, parent, address_of=lambda *_: "")
        return DraftList(session, parent, Looking(None), document)

    await window.session.drafts.update()
    assert window.session.drafts.number == 3
    for kind, resource in ((AGENT, analyst), (INTEGRATION, await python_sandbox(window))):
        assert listed(kind, resource).count == 1
    nobody = SimpleNamespace(id="nobody", name="Nobody")
    assert listed(AGENT, nobody).count == 0
