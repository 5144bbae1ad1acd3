"""What is kept of a workspace is shown there alone, whatever profile leads to it."""

from dataclasses import replace
from pathlib import Path

import pytest

from aixtui.auth.secret import Credential, Secret
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.settings.connection import ConnectionSettings, database_name, sandbox_workspace
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import RunRecord, new_run_id
from aixtui.stores.state import Recent, StateStore
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
WORK = ConnectionSettings(
    "work",
    "https://platform.example",
    "https://models.example",
    Credential(Secret(KEY), "test"),
)


def test_the_backend_and_the_key_make_a_workspace_and_the_profile_does_not() -> None:
    other_key = Credential(Secret(KEY[::-1]), "test")
    others = [
        replace(WORK, credential=other_key),
        replace(WORK, backend_url="https://elsewhere.example"),
        replace(WORK, backend_url="https://platform.example/staging"),
        replace(WORK, backend_url="http://127.0.0.1:8765"),
    ]
    assert replace(WORK, profile="home", models_url="https://m.example").workspace == WORK.workspace
    assert replace(WORK, backend_url="https://PLATFORM.example:443").workspace == WORK.workspace
    assert len({WORK.workspace, *(one.workspace for one in others)}) == 5
    assert replace(WORK, credential=None).workspace == ""


def test_the_key_is_in_no_name() -> None:
    name = WORK.workspace
    assert not any(KEY[at : at + 4] in name for at in range(len(KEY) - 3))


def test_a_sandbox_is_named_after_its_database(tmp_path: Path) -> None:
    own, other, link = tmp_path / "own.db", tmp_path / "other.db", tmp_path / "link.db"
    link.symlink_to(other)
    names = [sandbox_workspace(database_name(one, own)) for one in (own, other, link, None)]
    assert names[0] == "sandbox"
    assert names[1] == names[2] != names[0]
    assert names[3] == "sandbox temporary"


def profile(name: str, sandbox: RunningSandbox) -> ConnectionSettings:
    """A profile that leads to a sandbox as to any other backend."""
    return replace(connection_to(sandbox), profile=name, is_sandbox=False)


async def seen(connection: ConnectionSettings) -> tuple[int, int, int]:
    """How many drafts, kept documents and runs a window on it sees."""
    session = session_on(connection)
    await session.read(lambda ws: ws.check())
    journal, name = await session.journal(), session.workspace_name
    await session.drafts.update()
    runs = journal.run_list.find(RunQuery(name))[1]
    return session.drafts.number, len(journal.kept.entries(name)), runs


async def leave_something(connection: ConnectionSettings) -> None:
    """A draft, a document that was overwritten, and a run."""
    agents = Agents(session_on(connection))
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(True)
    form.type("description", "New.")
    await FormSaving(form, face).save()
    journal, name = await agents.session.journal(), agents.session.workspace_name
    form = Form(agents.session, AGENT, await agents.analyst())
    await FormDraft(form, face, journal).begin()
    form.type("description", "Newer.")
    await form.leave(face)
    journal.runs.add(RunRecord(new_run_id(), name, "model", "m", "M", {}, "app"))


@pytest.mark.anyio
async def test_a_profile_that_leads_elsewhere_shows_nothing_of_before_and_another_one_does(
    fresh_sandbox: RunningSandbox, sandbox: RunningSandbox
) -> None:
    await leave_something(profile("work", fresh_sandbox))
    assert await seen(profile("work", sandbox)) == (0, 0, 0)
    assert await seen(profile("home", fresh_sandbox)) == (1, 1, 1)
    assert await seen(profile("work", fresh_sandbox)) == (1, 1, 1)


@pytest.mark.anyio
async def test_what_an_older_version_kept_under_the_profile_goes_to_its_workspace_once(
    fresh_sandbox: RunningSandbox, sandbox: RunningSandbox
) -> None:
    older = replace(connection_to(fresh_sandbox), database="other")
    await leave_something(older)
    journal = Journal.open()
    journal.adopt(older.workspace, "work")  # as an older version named it
    journal.close()
    assert await seen(profile("home", fresh_sandbox)) == (0, 0, 0)
    assert await seen(profile("work", fresh_sandbox)) == (1, 1, 1)
    assert await seen(profile("work", sandbox)) == (0, 0, 0)
    assert await seen(profile("home", fresh_sandbox)) == (1, 1, 1)


def test_what_is_kept_of_the_sandbox_stays_there() -> None:
    assert replace(WORK, profile="sandbox").former_workspace == ""
    assert replace(WORK, is_sandbox=True).former_workspace == ""
    assert WORK.former_workspace == "work"


def test_recents_go_to_the_workspace(tmp_path: Path) -> None:
    store = StateStore(tmp_path / "state.db")
    store.add_recent("work", Recent("agent", "1", "One"))
    store.add_recent("work", Recent("agent", "2", "Two"))
    store.add_recent("there", Recent("agent", "2", "Two"))
    store.adopt("work", "there")
    assert {one.id for one in store.recents("there")} == {"1", "2"}
