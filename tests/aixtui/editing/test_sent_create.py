"""A new resource that was on its way when the process ended: whether it was made is read off the server."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixtui.editing import sent_create
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.draft_list import DraftList
from aixtui.editing.form import Form
from aixtui.kinds.agent import AGENT
from aixtui.stores.draft import StoredDraft
from aixtui.system import clock
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
TITLE = "A new agent was being sent when the app ended."
SENT = {"name": "Quill", "description": "Writes.", "max_tokens": "1e3"}
MADE = "It was made: what was sent is there."
NOT_MADE = "It was not made: no agent of this name has come since."


class Desk:
    """Where a new agent was typed and sent, by a process that is gone."""

    def __init__(self, agents: Agents) -> None:
        self.agents, self.session = agents, agents.session

    async def send(self, sent: dict[str, str] = SENT) -> None:
        """Type one, and end as its save is sent."""

        async def fill(form: Form) -> None:
            for name, text in SENT.items():
                form.type(name, text)
            await form.leave(face)

        await self.agents.analyst()  # which workspace it is, is known
        face = ScriptedFace()
        face.on_open = fill
        await ResourceChanges(self.session, NotingSubject(None), face).add()
        drafts = (await self.session.journal()).drafts
        (stored,) = await self.drafts()
        drafts.take(stored.draft.id)
        drafts.mark_sending(stored.draft.id, sent, secret_fields=())

    async def make(self, **others: str) -> Any:
        """It arrived, or somebody else has made such a one."""
        values = SENT | others
        return await self.session.write(lambda ws: ws.create(AGENT, values))

    async def drafts(self) -> tuple[StoredDraft, ...]:
        return (await self.session.journal()).drafts.all("sandbox")

    async def open(self, *answers: Any) -> tuple[list[Form], NotingSubject, ScriptedFace]:
        """Begin a new one again; what is opened is left."""
        face, subject, forms = ScriptedFace(*answers), NotingSubject(None), list[Form]()

        async def leave(form: Form) -> None:
            forms.append(form)
            await form.leave(face)

        face.on_open = leave
        await ResourceChanges(self.session, subject, face).add()
        return forms, subject, face


@pytest.fixture
def desk(agents: Agents) -> Desk:
    return Desk(agents)


async def test_what_arrived_is_found_and_gone_on_with(desk: Desk) -> None:
    await desk.send()
    made = await desk.make()
    forms, subject, face = await desk.open("made")
    assert (face.questions, forms) == ([f"{TITLE} {MADE}"], [])
    assert [one.id for one in subject.saved_resources] == [made.id]
    assert await desk.drafts() == ()
    assert [one.id for one in await desk.agents.find("Quill")] == [made.id]


async def test_in_the_list_of_drafts_it_is_found_too(desk: Desk) -> None:
    await desk.send()
    made = await desk.make()
    (stored,) = await desk.drafts()
    subject, face = NotingSubject(None), ScriptedFace(stored.draft.id, "made")
    await DraftList(desk.session, subject, face).open()
    assert [one.id for one in subject.saved_resources] == [made.id]
    assert desk.session.drafts.number == 0


async def test_what_never_arrived_is_said_to_be_missing_and_can_be_sent_again(desk: Desk) -> None:
    await desk.send()
    forms, _, face = await desk.open("resume")
    assert NOT_MADE in face.messages
    assert {name: forms[0].texts[name] for name in SENT} == SENT
    (stored,) = await desk.drafts()
    assert (stored.state, stored.sentence) == ("failed", NOT_MADE)


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([{}, {}], "2 new agents have this name and hold what was sent."),
        ([{"description": "Another."}], "a new agent of this name is there, and holds something else."),
        ([{}, {"description": "Another."}], ""),
    ],
)
async def test_of_several_of_its_name_the_one_that_holds_what_was_sent_is_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, others: list[dict[str, str]], why: str
) -> None:
    await desk.send()
    made = [await desk.make(**one, name=f"Quill {number}") for number, one in enumerate(others)]
    called(monkeypatch, "Quill", made)
    _, _, face = await desk.open("resume")
    assert (f"Whether it was made cannot be told: {why}" if why else MADE) in face.messages


def called(monkeypatch: pytest.MonkeyPatch, name: str, resources: list[Any]) -> None:
    """Have resources found by one name, as a platform may that lets two have the same."""
    search, get, ids = WorkspaceGateway.search, WorkspaceGateway.get, {one.id for one in resources}

    def rename(resource: Any) -> Any:
        if resource.id in ids:
            resource.name = name
        return resource

    def search_renamed(*arguments: Any, **options: Any) -> Any:
        page = search(*arguments, **options)
        for row in page.rows:
            rename(row.resource)
        return page

    monkeypatch.setattr(WorkspaceGateway, "search", search_renamed)
    monkeypatch.setattr(WorkspaceGateway, "get", lambda *arguments: rename(get(*arguments)))


async def test_what_was_there_before_is_not_what_was_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.make()
    now = clock.now() + timedelta(hours=1)
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: now)
        await desk.send()
    _, _, face = await desk.open("resume")
    assert NOT_MADE in face.messages


@pytest.mark.parametrize(
    ("set_up", "why"),
    [
        (lambda patch: fail(patch, "search"), "No answer came"),
        (lambda patch: fail(patch, "get"), "No answer came"),
        (lambda patch: patch.setattr(sent_create, "MOST_PAGES", 0), "not all agents could be looked through"),
        (lambda patch: patch.setattr(sent_create, "MOST_READ", 0), "not all agents could be looked through"),
    ],
)
async def test_what_cannot_be_read_is_not_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, set_up: Callable[[pytest.MonkeyPatch], None], why: str
) -> None:
    await desk.send()
    await desk.make()
    set_up(monkeypatch)
    _, _, face = await desk.open("resume")
    assert [text for text in face.messages if f"Whether it was made cannot be told: {why}" in text]
    assert len(await desk.drafts()) == 1


def fail(monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise APIError("No answer came in time.")

    monkeypatch.setattr(WorkspaceGateway, verb, refuse)


async def test_what_had_no_name_cannot_be_looked_for(desk: Desk) -> None:
    await desk.send({"description": "Writes."})
    _, _, face = await desk.open("fresh")
    why = "Whether it was made cannot be told: what was sent had no name to look for."
    assert face.questions == [f"{TITLE} {why}"]
    assert len(await desk.drafts()) == 1


async def test_a_name_that_a_search_may_not_find_is_never_said_to_be_missing(desk: Desk) -> None:
    await desk.send(SENT | {"name": "\u2028;--"})
    _, _, face = await desk.open("resume")
    assert NOT_MADE not in face.messages
