"""Adding, editing, cloning and deleting, asked through a face and checked on the server."""

from collections.abc import Callable
from typing import Any

import pytest

from aixsdk.exceptions import PermissionDeniedError
from aixtui.actions import ACTIONS
from aixtui.controllers.resource import ResourceController
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.file import FILE
from aixtui.kinds.model import MODEL
from aixtui.kindspec.folders import lost_with
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import Lists, do, kinds_of
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio


def row_of(agent: Any) -> Row:
    return Row(agent.id, tuple(column.value(agent) for column in AGENT.columns), agent)


async def test_deleting_asks_and_means_it(agents: Agents) -> None:
    subject, face = NotingSubject(await agents.analyst()), ScriptedFace(None, "Text", "Text Analyst")
    changes = ResourceChanges(agents.session, subject, face)
    await changes.delete()
    assert (subject.deleted_ids, len(await agents.find("Text Analyst"))) == ([], 1)
    await changes.delete()
    assert subject.deleted_ids == [()]
    question = "Delete the agent Text Analyst?"
    assert face.questions == [question, question, f"{question}: That is not its name."]
    looking = ["looking for what uses it", "looking whether it can be kept"]
    deleting = ["keeping Text Analyst", "deleting Text Analyst", "Deleted Text Analyst. u brings it back."]
    assert face.messages == [*looking, *looking, *deleting]
    assert await agents.find("Text Analyst") == []


async def test_the_key_that_the_app_signs_in_with_is_deleted_by_its_name_alone(agents: Agents) -> None:
    form = Form(agents.session, API_KEY, None)
    form.type("name", "another")
    await FormSaving(form, ScriptedFace(True, False)).save()
    keys = (await agents.session.read(lambda ws: ws.search(API_KEY, Query()))).rows
    own, other = sorted(keys, key=lambda row: row.resource.name == "another")
    warning = f"aixtui signs in with {own.resource.name}: without it nothing of this workspace"
    face = ScriptedFace("another", None, False, None)
    for subject in (
        NotingSubject(own.resource, kind=API_KEY),
        NotingSubject(other.resource, kind=API_KEY),
        NotingSubject(marked_rows=(own, other), kind=API_KEY),
    ):
        await ResourceChanges(agents.session, subject, face).delete()
    question = f"Delete the key {own.resource.name}?"
    assert face.questions == [
        question,
        f"{question}: That is not its name.",
        "Delete the key another?",
        "Delete 2 keys?",
    ]
    assert [warning in detail for detail in face.prompt_details] == [True] * 3
    assert face.prompt_details[0].endswith("Type its name to delete it.")
    assert "aixtui signs in" not in str(face.details[-1])


async def test_a_folder_is_called_so_and_says_how_many_files_go_with_it(agents: Agents) -> None:
    rows = (await agents.session.read(lambda ws: ws.search(FILE, Query(size=50)))).rows
    folder = next(row.resource for row in rows if row.resource.is_dir)
    file = next(row.resource for row in rows if not row.resource.is_dir)
    whole = await agents.session.read(lambda ws: ws.get(FILE, folder.id))
    face = ScriptedFace(None, None)
    for one in (folder, file):
        await ResourceChanges(agents.session, NotingSubject(one, kind=FILE), face).delete()
    assert face.questions == [f"Delete the folder {folder.name}?", f"Delete the file {file.name}?"]
    said = [*map(str, face.details), *face.prompt_details]
    assert (lost_with(whole) in said[0], " files in it" in said[1]) == (True, False)
    assert lost_with(whole).startswith(tuple("123456789"))


async def test_a_delete_without_an_answer_has_the_subject_looked_at_again(
    agents: Agents, drop_answer: Callable[[str], None]
) -> None:
    subject, face = NotingSubject(await agents.analyst()), ScriptedFace("Text Analyst")
    drop_answer("delete")
    await ResourceChanges(agents.session, subject, face).delete()
    assert [problem.title for problem in face.problems] == ["No answer came"]
    assert (subject.deleted_ids, subject.refresh_count) == ([], 1)


async def test_of_many_the_one_that_fails_stays_and_the_rest_goes(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = WorkspaceGateway.delete

    def refuse(workspace: WorkspaceGateway, resource: Any, **options: Any) -> None:
        if resource.name == "Text Analyst":
            raise PermissionDeniedError("Only its owner may delete it.")
        original(workspace, resource, **options)

    monkeypatch.setattr(WorkspaceGateway, "delete", refuse)
    rows = [row_of(one) for name in ("Text Analyst", "Meeting Notes") for one in await agents.find(name)]
    subject, face = NotingSubject(marked_rows=tuple(rows)), ScriptedFace("3", "2")
    await ResourceChanges(agents.session, subject, face).delete()
    assert face.questions == ["Delete 2 agents?", "Delete 2 agents?: That is not their number."]
    assert face.prompt_details[0].endswith("to delete them.\n\nText Analyst\nMeeting Notes")
    assert face.batch is not None
    assert [bool(one.problem) for one in face.batch.outcomes] == [True, False]
    assert subject.deleted_ids == [(rows[1].id,)]
    assert await agents.find("Meeting Notes") == []


async def test_what_is_gone_already_counts_as_deleted(agents: Agents) -> None:
    agent = await agents.analyst()
    other = await agents.analyst()
    await agents.session.write(lambda ws: ws.delete(other))
    subject, face = NotingSubject(marked_rows=(row_of(agent),)), ScriptedFace("1")
    await ResourceChanges(agents.session, subject, face).delete()
    assert face.questions == ["Delete 1 agent?"]
    assert subject.deleted_ids == [(agent.id,)]


async def test_a_form_that_was_saved_is_what_appeared(agents: Agents) -> None:
    subject, face = NotingSubject(await agents.analyst()), ScriptedFace(True, True)

    async def fill(form: Form) -> None:
        form.type("name", "New" if form.resource is None else "Renamed")
        await FormSaving(form, face).save()

    face.on_open = fill
    changes = ResourceChanges(agents.session, subject, face)
    await changes.add()
    await changes.edit()
    assert [one.name for one in subject.saved_resources] == ["New", "Renamed"]
    assert [form.crumbs for form in face.subjects] == [("Agents", "new"), ("Agents", "Text Analyst", "edit")]


async def test_a_form_that_was_left_changes_nothing(agents: Agents) -> None:
    subject, face = NotingSubject(await agents.analyst()), ScriptedFace()
    await ResourceChanges(agents.session, subject, face).edit()
    assert subject.saved_resources == []


@pytest.mark.parametrize(
    ("subject", "action", "reason"),
    [
        (NotingSubject(kind=None), "delete", "These are no resources of the workspace."),
        (NotingSubject(capabilities=None), "add", "Nothing is known of the agents yet."),
        (NotingSubject(), "messages", "Cannot messages."),
        (NotingSubject(), "edit", "There is no agent under the cursor."),
        (NotingSubject(), "add", ""),
        (NotingSubject(marked_rows=(Row("a", (), None),)), "delete", ""),
    ],
)
async def test_what_cannot_be_done_is_refused_with_the_reason(
    agents: Agents, subject: NotingSubject, action: str, reason: str
) -> None:
    controller = ResourceController(agents.session, subject, ScriptedFace())
    assert controller.refusal(next(row for row in ACTIONS if row.id == action)) == reason


@pytest.fixture
def lists(agents: Agents, fresh_sandbox: Any) -> Lists:
    return kinds_of(fresh_sandbox, AGENT, MODEL, page_size=30)


async def test_while_one_thing_is_done_the_next_has_to_wait(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons: list[str] = []
    await lists.begin()
    original = lists.session.write

    async def write(call: Callable[[WorkspaceGateway], Any]) -> Any:
        reasons.append(await do(lists.browsing.controllers, "edit"))
        return await original(call)

    monkeypatch.setattr(lists.session, "write", write)
    lists.face.answers = ["Text Analyst"]
    await lists.do("delete")
    assert reasons == ["Still deleting Text Analyst: wait for the answer."]
    assert "Text Analyst" not in [row.resource.name for row in lists.listing.visible_rows]


async def test_what_ends_after_another_list_was_gone_to_changes_its_own(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lists.begin()
    await lists.do("show-kind", 1)
    await lists.do("cursor-down")
    model = lists.cursor
    await lists.do("show-kind", 0)
    original = lists.session.write

    async def write(call: Callable[[WorkspaceGateway], Any]) -> Any:
        await do(lists.browsing.controllers, "show-kind", 1)
        return await original(call)

    monkeypatch.setattr(lists.session, "write", write)
    lists.face.answers = [True]

    async def fill(form: Form) -> None:
        form.type("name", "Second Analyst")
        await FormSaving(form, lists.face).save()

    lists.face.on_open = fill
    await lists.do("clone")
    assert lists.cursor == model
    await lists.do("show-kind", 0)
    assert lists.listing.current is not None
    assert lists.listing.current.resource.name == "Second Analyst"
