"""One resource that is open, from what the list had to where it goes."""

from typing import Any

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.controllers.answering import Controllers
from aixtui.controllers.copying import CopyController
from aixtui.controllers.document import DocumentController
from aixtui.editing.document import Document
from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import do, session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


class DocumentOnFace:
    """A document with its face and what it was opened from."""

    def __init__(self, session: AppSession, resource: Any, *answers: Any, tab: str = "") -> None:
        self.parent, self.face = NotingSubject(), ScriptedFace(*answers)
        self.document = Document(
            session,
            AGENT,
            resource,
            frozenset(),
            self.parent,
            address_of=lambda resource_id, tab: "/".join(filter(None, ("agents", resource_id, tab))),
            tab=tab,
        )
        self.controllers = Controllers(
            DocumentController(self.document), CopyController(self.document, self.face)
        )

    async def show(self) -> "DocumentOnFace":
        self.document.show_on(self.face)
        await self.face.idle()
        return self

    async def do(self, action_id: str) -> None:
        await do(self.controllers, action_id)
        await self.face.idle()


@pytest.fixture
def readable(sandbox: RunningSandbox) -> Agents:
    return Agents(session_on(connection_to(sandbox)))


async def test_it_shows_what_the_list_had_until_the_server_answers(readable: Agents) -> None:
    scene = DocumentOnFace(readable.session, await readable.analyst())
    document = scene.document
    assert (document.name, document.json.source.text, document.caption) == ("Text Analyst", "", "")
    await scene.show()
    assert document.caption == "sandbox-ws/text-analyst"
    assert '"instructions": "Identify the language' in document.json.source.text
    assert not document.activity.busy


async def test_what_cannot_be_loaded_stays_as_the_list_had_it(
    readable: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ConnectionFailedError("The line is cut.")

    scene = DocumentOnFace(readable.session, await readable.analyst())
    with monkeypatch.context() as patch:
        patch.setattr(WorkspaceGateway, "get", fail)
        await scene.show()
    assert [problem.text for problem in scene.face.problems] == ["The line is cut."]
    assert "The line is cut." in scene.document.activity.problem
    assert (scene.document.name, scene.document.json.source.text) == ("Text Analyst", "")
    await scene.do("refresh")


async def test_tabs_go_round_and_stand_in_the_address(readable: Agents) -> None:
    agent = await readable.analyst()
    document = DocumentOnFace(readable.session, agent, tab="json").document
    places = [document.address_text]
    for by in (+1, +1, -2):
        document.turn(by)
        places.append(document.address_text)
    assert places == [f"agents/{agent.id}/{tab}" for tab in ("json", "runs", "code", "json")]
    document.turn(-1)
    assert document.address_text == f"agents/{agent.id}/inputs"
    document.turn(-1)
    assert document.address_text == f"agents/{agent.id}"
    assert DocumentOnFace(readable.session, agent, tab="nonsense").document.tab == "overview"


async def test_the_controller_turns_tabs_and_leaves(readable: Agents) -> None:
    scene = DocumentOnFace(readable.session, await readable.analyst())
    tabs = []
    for action_id in ("next-tab", "previous-tab"):
        await scene.do(action_id)
        tabs.append(scene.document.tab)
    assert tabs == ["inputs", "overview"]
    await scene.do("back")
    assert scene.document.is_over


async def test_it_follows_the_resource_through_an_edit(agents: Agents) -> None:
    scene = await DocumentOnFace(agents.session, await agents.analyst()).show()
    new_resource = await agents.change(scene.document.resource, name="Text Judge")
    scene.document.on_saved(AGENT, new_resource)
    assert (scene.document.name, scene.document.is_changed) == ("Text Judge", True)
    await scene.face.idle()
    assert '"Text Judge"' in scene.document.json.source.text
    scene.document.on_deleted(AGENT)
    assert scene.document.is_over
    assert (scene.parent.saved_resources, scene.parent.deleted_ids) == ([], [])


async def test_once_it_is_left_what_comes_late_goes_to_where_it_was_opened_from(readable: Agents) -> None:
    agent = await readable.analyst()
    document = DocumentOnFace(readable.session, agent).document
    document.leave()
    document.on_saved(AGENT, agent)
    document.on_deleted(AGENT)
    document.refresh()
    assert (document.is_changed, document.json.source.text) == (False, "")
    assert notes_of(document) == ([agent], [()], 1)


def notes_of(document: Document) -> tuple[list[Any], list[tuple[str, ...]], int]:
    parent = document._parent  # noqa: SLF001  # what it was given
    assert isinstance(parent, NotingSubject)
    return parent.saved_resources, parent.deleted_ids, parent.refresh_count


async def test_id_path_address_and_document_can_be_copied(readable: Agents) -> None:
    agent = await readable.analyst()
    scene = DocumentOnFace(readable.session, agent, "Id", "Path", "Address", "Document as JSON", None)
    for _ in range(5):
        await scene.do("copy")
    assert scene.face.questions == ["Copy of Text Analyst"] * 5
    ids, path, address, text = scene.face.clipboard
    assert (ids, path, address) == (agent.id, agent.path, f"agents/{agent.id}")
    assert '"name": "Text Analyst"' in text
    assert scene.face.messages == ["copied"] * 4


async def test_each_fact_can_be_copied_with_the_ids_of_what_it_names(readable: Agents) -> None:
    agent = await readable.analyst()
    scene = DocumentOnFace(readable.session, agent, "fact Instructions", "fact Tools ids", "fact LLM id")
    for _ in range(3):
        await scene.do("copy")
    instructions, tools, llm = scene.face.clipboard
    assert instructions == agent.instructions
    assert tools.split("\n") == [tool.id for tool in agent.tools]
    assert llm == agent.llm["id"]


async def test_the_code_is_made_when_it_is_looked_at_and_copied_there_alone(readable: Agents) -> None:
    agent = await readable.analyst()
    scene = await DocumentOnFace(readable.session, agent, "curl").show()
    assert scene.document.code is None
    assert "curl" not in scene.document.copies().texts
    scene.document.show_tab(4)
    await scene.face.idle()
    await scene.do("copy")
    assert scene.face.clipboard[0].startswith('curl -sS -H "x-api-key: $TEAM_API_KEY" \\\n  http')
    scene.document.search.look_for("AIXPLAIN()")
    assert scene.document.search.count_text == "1 of 1"
    scene.document.show_other(agent)
    assert scene.document.code is None
    await scene.face.idle()
    assert scene.document.code


async def test_where_the_code_cannot_be_made_it_says_why(
    readable: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ConnectionFailedError("The line is cut.")

    scene = await DocumentOnFace(readable.session, await readable.analyst()).show()
    monkeypatch.setattr(WorkspaceGateway, "code", fail)
    scene.document.show_tab(4)
    await scene.face.idle()
    assert scene.document.code is not None
    assert "The line is cut." in scene.document.code[0].text


async def test_a_document_that_cannot_be_read_is_not_copied_and_says_why(
    readable: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("The line is cut.")

    scene = DocumentOnFace(readable.session, await readable.analyst(), "Document as JSON")
    monkeypatch.setattr(WorkspaceGateway, "document", fail)
    await scene.do("copy")
    assert scene.face.clipboard == []
    assert [problem.text for problem in scene.face.problems] == ["The line is cut."]
