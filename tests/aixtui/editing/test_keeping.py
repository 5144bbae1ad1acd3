"""What cannot be kept, and what must not be."""

from dataclasses import replace
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.deletion_words import NOT_KEPT
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.undo_list import UndoList
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field
from aixtui.sandbox import RunningSandbox
from aixtui.stores.kept_documents import KeptDocuments
from aixtui.stores.sqlite_file import StoreError
from aixtui.system.paths import data_dir
from aixtui.workspace.rows import Row
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.editing.undoing import AnySubject, delete, kept, save
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("The disk is full.")

    for name in ("add", "check"):
        monkeypatch.setattr(KeptDocuments, name, fail)


@pytest.mark.usefixtures("full_disk")
async def test_what_cannot_be_kept_is_told_and_stops_nothing(agents: Agents) -> None:
    agent = await agents.analyst()
    face = await save(agents, agent, description="New.")
    assert [one.text for one in face.problems] == ["The disk is full."]
    assert face.messages == ["Saved Text Analyst."]
    face = await delete(agents, AGENT, await agents.analyst(), "Text Analyst")
    assert NOT_KEPT in face.prompt_details[0]
    assert face.messages[-1] == "Deleted Text Analyst."
    assert await agents.find("Text Analyst") == []


@pytest.mark.parametrize("answer", [True, False])
async def test_what_can_suddenly_not_be_kept_is_asked_about_once_more(
    agents: Agents, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("It is too large.")

    monkeypatch.setattr(KeptDocuments, "add", fail)
    face = await delete(agents, AGENT, await agents.analyst(), "Text Analyst", answer)
    assert face.questions[-1] == "Delete Text Analyst all the same?"
    assert face.details == [NOT_KEPT]
    assert bool(await agents.find("Text Analyst")) is not answer


async def test_one_of_many_that_cannot_be_kept_is_not_deleted(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("It is too large.")

    monkeypatch.setattr(KeptDocuments, "add", fail)
    agent = await agents.analyst()
    row = Row(agent.id, tuple(column.value(agent) for column in AGENT.columns), agent)
    face = ScriptedFace("1")
    await ResourceChanges(agents.session, NotingSubject(marked_rows=(row,)), face).delete()
    assert face.batch is not None
    assert ["It is too large." in one.problem for one in face.batch.outcomes] == [True]
    assert await agents.find("Text Analyst")


async def test_another_workspace_sees_nothing_of_it(agents: Agents, fresh_sandbox: RunningSandbox) -> None:
    await save(agents, await agents.analyst(), description="New.")
    other = Agents(session_on(replace(connection_to(fresh_sandbox), database="other")))
    face = ScriptedFace()
    await UndoList(other.session, AnySubject(), face).open()
    assert face.messages == ["Nothing was saved or deleted from here yet."]


async def test_a_secret_is_in_nothing_that_is_kept(agents: Agents) -> None:
    secret = Field("team_id", "Team code", is_secret=True)
    kind = AGENT._replace(fields=(*AGENT.fields, secret))
    agent = await agents.analyst()
    key = key_of(agents)
    agent = await agents.change(agent, instructions=f"The key is {key}.")
    form, face = Form(agents.session, kind, agent), ScriptedFace(True)
    form.type("description", "New.")
    await FormSaving(form, face).save()
    files = list(data_dir().glob("journal.db*"))
    assert files
    assert not [path for path in files if key.encode() in path.read_bytes()]
    (one,) = await kept(agents)
    assert "team_id" not in one.before["texts"]  # type: ignore[operator]


def key_of(agents: Agents) -> str:
    connection = agents.session.connection
    assert connection is not None
    assert connection.credential is not None
    return connection.credential.key.reveal()
