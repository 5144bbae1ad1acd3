"""A clone: the form of a new one that begins as another one is, and holds all that this one does."""

from functools import partial
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixsdk.kinds.agent.resource import Agent
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.draft_list import DraftList
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio
NASTY = "one\u2028two\x85three\x0cfour "
CREATION = "POST /v2/agents"
OF_ITS_OWN = ("id", "name", "path", "assetInfo", "createdAt", "updatedAt")
"""What a server says of each by itself."""


class Window:
    """One sitting, in which forms are opened as a list opens them."""

    def __init__(self, agents: Agents, kind: Kind = AGENT) -> None:
        self.agents, self.session, self.kind = agents, agents.session, kind
        self.forms: list[Form] = []
        self.face = ScriptedFace()
        self.subject = NotingSubject(kind=kind)

    async def clone(
        self, resource: Any, typed: dict[str, str] | None = None, *answers: Any, saves: bool = False
    ) -> ScriptedFace:
        """Begin a clone, type, and save or leave it."""
        self.subject.resource = resource
        changes = ResourceChanges(self.session, self.subject, self._face(typed or {}, answers, saves=saves))
        await changes.clone()
        assert changes.task == ""
        return self.face

    async def take_up(self, draft_name: str, *answers: Any, saves: bool = False) -> ScriptedFace:
        """Take a draft up from the list of all."""
        chosen = {one.draft.name: one.draft.id for one in await self.drafts()}[draft_name]
        face = self._face({}, (chosen, "resume", *answers), saves=saves)
        await DraftList(self.session, self.subject, face).open()
        return face

    def _face(self, typed: dict[str, str], answers: tuple[Any, ...], *, saves: bool) -> ScriptedFace:
        face = self.face = ScriptedFace(*answers)

        async def fill(form: Form) -> None:
            self.forms.append(form)
            for name, text in typed.items():
                form.type(name, text)
            if saves:
                await FormSaving(form, face).save()
            if not form.is_over:
                await form.leave(face)

        face.on_open = fill
        return face

    async def drafts(self) -> tuple[Any, ...]:
        return (await self.session.journal()).drafts.all("sandbox")

    async def document(self, resource: Any) -> dict[str, Any]:
        document = await self.session.read(lambda ws: ws.document(ws.get(self.kind, resource.id)))
        return {key: value for key, value in document.items() if key not in OF_ITS_OWN}


@pytest.fixture
def window(agents: Agents) -> Window:
    return Window(agents)


async def with_all_parts(window: Window) -> Any:
    """An agent that holds what no field of a form shows, and texts that are easily changed."""

    def change(workspace: WorkspaceGateway) -> Any:
        agent = workspace.get(AGENT, "sandbox-ws/text-analyst")
        document = dict(agent.to_dict())
        tool = document["tools"][0]
        parts = {
            "instructions": NASTY,
            "resourceInfo": {"kept": {"by": "nobody here"}},
            "contextOverflowStrategy": "truncate",
            "budget": {"maxCost": 0.5},
            "tools": [{**tool, "parameters": [{"name": "depth", "value": "7"}]}, *document["tools"][1:]],
            "tasks": [{"name": "read", "description": None, "expectedOutput": "facts", "dependencies": []}],
            "inspectors": [
                {
                    "name": "grounded",
                    "targets": ["output"],
                    "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
                    "evaluator": {"type": "asset", "assetId": tool["id"], "prompt": "Abort."},
                    "severity": "high",
                }
            ],
        }
        client = workspace._aix.client  # noqa: SLF001  # what no form writes
        client.request("PUT", f"v2/agents/{agent.id}", json={**document, **parts})
        return workspace.get(AGENT, agent.id)

    return await window.session.write(change)


def creations(requests: list[str]) -> int:
    return requests.count(CREATION)


async def test_a_clone_is_a_form_that_holds_what_the_original_does_and_is_not_made_yet(
    window: Window,
) -> None:
    original = await window.agents.analyst()
    with sandbox_requests() as requests:
        face = await window.clone(original)
    assert sorted(requests) == [f"GET /v2/agents/{original.id}", "POST /v2/agents/paginate"]
    (form,) = window.forms
    assert form.crumbs == ("Agents", "Text Analyst", "clone")
    edited = Form(window.session, AGENT, original)
    assert form.texts == edited.texts | {"name": "Text Analyst (copy)", "status": ""}
    assert form.names == edited.names
    assert face.questions == []
    assert face.messages == ["loading the agent"]
    assert await window.drafts() == ()
    assert window.subject.saved_resources == []


async def test_a_clone_holds_all_that_the_original_does_and_is_made_once(window: Window) -> None:
    original = await with_all_parts(window)
    with sandbox_requests() as requests:
        face = await window.clone(original, {"description": "Mine."}, True, saves=True)
    assert creations(requests) == 1
    assert face.questions == ["Make this clone of Text Analyst?"]
    assert [change.label for change in face.details[0]] == ["Name", "Description"]  # type: ignore[union-attr]
    assert face.messages[-1] == "Made Text Analyst (copy)."
    (copy,) = window.subject.saved_resources
    twin = await window.session.write(lambda _: original.clone(name="A twin").save())
    document, expected = await window.document(copy), await window.document(twin)
    assert document == expected | {"description": "Mine."}
    assert document["instructions"] == NASTY
    assert document["resourceInfo"] == {"kept": {"by": "nobody here"}}
    assert (len(document["tasks"]), len(document["inspectors"])) == (1, 1)
    assert document["tools"][0]["parameters"] == [{"name": "depth", "value": "7"}]
    assert await window.document(original) == expected
    assert await window.drafts() == ()


async def test_a_clone_of_a_draft_is_a_draft(window: Window) -> None:
    (notes,) = await window.agents.find("Meeting Notes")
    await window.clone(notes, {}, True, saves=True)
    assert [one.status for one in window.subject.saved_resources] == ["draft"]


@pytest.mark.parametrize(
    ("there", "of", "name"),
    [
        ((), "Text Analyst", "Text Analyst (copy)"),
        (("text analyst (Copy)",), "Text Analyst", "Text Analyst (copy 2)"),
        (("Text Analyst (copy)", "Text Analyst (copy 2)"), "Text Analyst (copy)", "Text Analyst (copy 3)"),
        (("[b]x[/] \x1b[31m\u202e",), "[b]x[/] \x1b[31m\u202e", "[b]x[/] \x1b[31m\u202e (copy)"),
        (("'; DROP -- %", "'; DROP -- % (copy)"), "'; DROP -- %", "'; DROP -- % (copy 2)"),
    ],
)
async def test_its_name_is_a_free_one(window: Window, there: tuple[str, ...], of: str, name: str) -> None:
    for one in there:
        await window.session.write(partial(WorkspaceGateway.create, kind=AGENT, values={"name": one}))
    (original,) = await window.agents.find(of)
    with sandbox_requests() as requests:
        await window.clone(original, {}, True, saves=True)
    assert requests.count("POST /v2/agents/paginate") == 1
    assert creations(requests) == 1
    assert [one.name for one in window.subject.saved_resources] == [name]


async def test_a_name_that_is_taken_is_said_and_the_form_stays(window: Window) -> None:
    with sandbox_requests() as requests:
        face = await window.clone(
            await window.agents.analyst(), {"name": "Feedback Sorter"}, True, saves=True
        )
    assert creations(requests) == 1
    assert "taken already" in window.forms[-1].checks.problems["name"]
    assert face.problems == []
    (stored,) = await window.drafts()
    assert (stored.state, stored.draft.changes) == ("failed", {"name": "Feedback Sorter"})
    assert window.subject.saved_resources == []


async def test_an_original_that_is_deleted_meanwhile_is_cloned_all_the_same(window: Window) -> None:
    """The form holds all of it."""
    (notes,) = await window.agents.find("Meeting Notes")

    async def delete() -> bool:
        (other,) = await window.agents.find("Meeting Notes")
        await window.session.write(lambda ws: ws.delete(other))
        return True

    await window.clone(notes, {}, delete, saves=True)
    assert [one.name for one in window.subject.saved_resources] == ["Meeting Notes (copy)"]
    assert await window.agents.find("Meeting Notes") == []


async def test_a_draft_whose_original_is_gone_is_kept_and_that_is_said(window: Window) -> None:
    (notes,) = await window.agents.find("Meeting Notes")
    await window.clone(notes, {"description": "Half"})
    await window.session.write(lambda ws: ws.delete(notes))
    face = await window.take_up("A clone of Meeting Notes")
    assert face.messages[-1] == (
        "A clone of Meeting Notes cannot go on: the original is gone. The draft is kept."
    )
    assert len(window.forms) == 1
    assert [one.draft.changes["description"] for one in await window.drafts()] == ["Half"]


async def test_a_row_whose_resource_is_gone_says_so(window: Window) -> None:
    (notes,) = await window.agents.find("Meeting Notes")
    (other,) = await window.agents.find("Meeting Notes")
    await window.session.write(lambda ws: ws.delete(other))
    face = await window.clone(notes)
    assert [problem.is_gone for problem in face.problems] == [True]
    assert window.forms == []


async def test_drafts_of_two_clones_and_of_a_blank_one_are_apart(window: Window) -> None:
    analyst, (notes,) = await window.agents.analyst(), await window.agents.find("Meeting Notes")
    await window.clone(analyst, {"description": "Of the analyst."})
    await window.clone(notes, {"description": "Of the notes."})
    face = window._face({"name": "Quill"}, (), saves=False)  # noqa: SLF001  # of this test
    await ResourceChanges(window.session, window.subject, face).add()
    assert face.questions == []
    names = {"A clone of Text Analyst", "A clone of Meeting Notes", "A new agent"}
    assert {one.draft.name for one in await window.drafts()} == names
    with sandbox_requests() as requests:
        await window.take_up("A clone of Meeting Notes", True, saves=True)
    assert creations(requests) == 1
    (copy,) = window.subject.saved_resources
    assert (copy.name, copy.description, copy.status) == ("Meeting Notes (copy)", "Of the notes.", "draft")
    face = await window.clone(analyst, {}, "resume")
    assert face.questions == ["A clone of Text Analyst has changes that were never saved"]
    assert window.forms[-1].changes == {"name": "Text Analyst (copy)", "description": "Of the analyst."}
    assert {one.draft.name for one in await window.drafts()} == names - {"A clone of Meeting Notes"}


async def test_what_changes_of_the_original_meanwhile_is_no_conflict(window: Window) -> None:
    original = await window.agents.analyst()
    await window.clone(original, {"description": "Mine."})
    await window.agents.change(original, description="Theirs.", instructions="Theirs, too.")
    face = await window.clone(original, {}, "resume")
    assert face.conflicts == []
    form = window.forms[-1]
    assert (form.texts["description"], form.texts["instructions"]) == ("Mine.", "Theirs, too.")


async def test_a_clone_of_which_no_answer_came_is_not_sent_again_by_itself(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: Any) -> None:
        error = APIError("The server did not answer within 300 seconds.")
        error.outcome_unknown = True
        raise error

    original = await window.agents.analyst()
    monkeypatch.setattr(Agent, "_apply_response", lose)
    with sandbox_requests() as requests:
        face = await window.clone(original, {"description": "Sent."}, True, saves=True)
    assert creations(requests) == 1
    assert [problem.outcome_unknown for problem in face.problems] == [True]
    (stored,) = await window.drafts()
    assert (stored.state, stored.draft.changes["description"]) == ("failed", "Sent.")


async def test_a_clone_that_was_being_sent_and_is_not_there_is_said_so(window: Window) -> None:
    original = await window.agents.analyst()
    await window.clone(original, {"description": "Sent."})
    drafts = (await window.session.journal()).drafts
    (stored,) = drafts.all("sandbox")
    drafts.take(stored.draft.id)
    drafts.mark_sending(stored.draft.id, {"name": "Copy", "description": "Sent."}, secret_fields=())
    face = await window.clone(original, {}, "resume")
    assert "It was not made: no agent of this name has come since." in face.messages


async def test_a_clone_that_cannot_be_read_back_is_made_once(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("The line is cut.")

    original = await window.agents.analyst()
    monkeypatch.setattr(WorkspaceGateway, "_reload", fail)
    with sandbox_requests() as requests:
        await window.clone(original, {}, True, saves=True)
    assert creations(requests) == 1
    assert window.forms[0].is_over
    assert [one.name for one in window.subject.saved_resources] == ["Text Analyst (copy)"]


async def test_a_secret_has_to_be_typed_again(window: Window) -> None:
    secret = Field("description", "Token", is_secret=True)
    window.kind = window.subject.kind = AGENT._replace(fields=(AGENT.fields[0], secret))
    face = await window.clone(await window.agents.analyst())
    assert face.messages[-1] == "To be typed again, since a clone has none: Token."
    assert window.forms[0].texts["description"] == ""


async def trigger(window: Window, **options: Any) -> Any:
    agent = await window.agents.analyst()

    def make(workspace: WorkspaceGateway) -> Any:
        return TRIGGER.source(workspace._aix)(name="mornings", agent=agent, **options).save()  # noqa: SLF001

    return await window.session.write(make)


async def test_a_trigger_on_events_is_not_cloned(agents: Agents) -> None:
    window = Window(agents, TRIGGER)
    original = await trigger(window, trigger_type="external", trigger_id="subscription-1")
    face = await window.clone(original)
    assert "both would share one subscription" in face.messages[-1]
    assert window.forms == []


async def test_a_trigger_at_times_is_cloned_under_its_own_name_too(agents: Agents) -> None:
    window = Window(agents, TRIGGER)
    original = await trigger(window, every="day", at="07:40")
    await window.clone(original, {"name": "mornings"}, True, saves=True)
    (copy,) = window.subject.saved_resources
    assert (copy.name, copy.at, copy.id != original.id) == ("mornings", "07:40", True)


async def test_a_clone_of_a_key_is_another_key_with_the_same_limits(agents: Agents) -> None:
    window = Window(agents, API_KEY)
    values = {"name": "ci", "budget": "5", "global_limits.request_per_minute": "10"}
    original = await window.session.write(lambda ws: ws.create(API_KEY, values))
    face = await window.clone(original, {}, True, True, False, saves=True)
    assert face.questions == ["Make this clone of ci?", "The new key", "The new key"]
    (whole,) = face.clipboard
    (copy,) = window.subject.saved_resources
    assert (copy.name, copy.budget, copy.global_limits.request_per_minute) == ("ci (copy)", 5.0, 10)
    assert copy.key == f"{whole[:4]}****{whole[-4:]}" != original.key
