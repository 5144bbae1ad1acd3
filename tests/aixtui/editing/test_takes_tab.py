"""The tab that tells what a resource is run with, or what it can do."""

from typing import Any

import pytest

from aixtui.controllers.answering import Controllers
from aixtui.controllers.copying import CopyController
from aixtui.controllers.document import DocumentController
from aixtui.editing.document import Document
from aixtui.editing.document_tabs import tabs_of
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.kinds.utility import UTILITY
from aixtui.kindspec.asset_actions import AssetAction
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.plain_text import printable
from aixtui.kindspec.what_it_takes import MOST_FACTS, what_it_takes
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.session import AppSession
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import do, session_on
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.aixtui.saying_server import Said, Saying, saying
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio
NASTY = "[/n] \x1b]0;title\x07 \x9b2J \r \x1b[A \u202e \u2028 \x7f [b]x"


class Looked:
    """A document of a kind that is looked at in one of its tabs."""

    def __init__(self, session: AppSession, kind: Kind, resource: Any, tab: str, *answers: Any) -> None:
        self.face = ScriptedFace(*answers)
        self.document = Document(
            session,
            kind,
            resource,
            frozenset(),
            NotingSubject(),
            address_of=lambda resource_id, tab: f"{kind.plural}/{resource_id}/{tab}",
            tab=tab,
        )
        self._controllers = Controllers(
            DocumentController(self.document), CopyController(self.document, self.face)
        )

    async def show(self) -> "Looked":
        self.document.show_on(self.face)
        await self.face.idle()
        return self

    async def do(self, action_id: str, *arguments: Any) -> None:
        await do(self._controllers, action_id, *arguments)
        await self.face.idle()

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        """The values by their labels, by the headings."""
        return {
            section.heading: {fact.label: fact.value.text for fact in section.facts}
            for section in self.document.takes
        }


async def look(sandbox: RunningSandbox, kind: Kind, path: str, *answers: Any) -> Looked:
    session = session_on(connection_to(sandbox))
    resource = await session.read(lambda ws: ws.get(kind, path))
    return await Looked(session, kind, resource, tabs_of(kind)[1], *answers).show()


def test_only_kinds_that_run_or_have_actions_have_it() -> None:
    tabs = {kind.id: tabs_of(kind)[1] for kind in KINDS}
    assert {kind_id: tab for kind_id, tab in tabs.items() if tab != "json"} == {
        "agent": "inputs",
        "model": "inputs",
        "utility": "inputs",
        "inspector": "inputs",
        "tool": "actions",
        "integration": "actions",
    }


async def test_a_tool_tells_its_actions_with_their_inputs_and_can_be_searched(
    sandbox: RunningSandbox,
) -> None:
    tool = await look(sandbox, TOOL, "sandbox/calculator/sandbox", "add", "add: about", "add: a")
    assert tool.shown["add"] == {
        "": "Adds two numbers.",
        "a": "number, required\nThe first number.",
        "b": "number, required\nThe second number.",
    }
    assert tool.document.address_text.endswith("/actions")
    tool.document.search.look_for("ADDS two")
    assert tool.document.search.count_text == "1 of 1"
    for _ in range(3):
        await tool.do("copy")
    assert tool.face.clipboard == ["add", "Adds two numbers.", "number, required\nThe first number."]


async def test_nothing_is_asked_before_it_is_looked_at_and_then_once(sandbox: RunningSandbox) -> None:
    session = session_on(connection_to(sandbox))
    resource = await session.read(lambda ws: ws.get(TOOL, "sandbox/calculator/sandbox"))
    tool = await Looked(session, TOOL, resource, "").show()
    with sandbox_requests() as asked:
        for index in (0, 2, 1, 0, 1):
            await tool.do("show-tab", index)
    assert len([line for line in asked if "execute" in line]) == 2, asked
    assert "add" in tool.shown


async def test_a_model_tells_types_defaults_and_choices(sandbox: RunningSandbox) -> None:
    shown = (await look(sandbox, MODEL, "sandbox/file-checksum")).shown["INPUTS"]
    first, choices, *_ = shown["algorithm"].split("\n")
    assert first == "one of those below, default sha256"
    assert "BLAKE2b" in choices


async def test_an_agent_tells_its_query_and_its_variables(sandbox: RunningSandbox) -> None:
    session = session_on(connection_to(sandbox))
    agent = await session.read(lambda ws: ws.get(AGENT, "sandbox-ws/text-analyst"))
    agent.instructions = "Write about {topic} in {language}."
    (inputs,) = what_it_takes(AGENT, agent)
    assert [fact.label for fact in inputs.facts][:3] == ["query", "topic", "language"]


async def test_one_that_takes_nothing_says_so(sandbox: RunningSandbox) -> None:
    session = session_on(connection_to(sandbox))
    utility = await session.read(lambda ws: ws._aix.Utility(name="Nothing", inputs=[]))  # noqa: SLF001
    document = Looked(session, UTILITY, utility, "inputs")
    assert document.shown == {"INPUTS": {"": "Asking the server …"}}
    assert what_it_takes(UTILITY, utility) == ()
    python = await look(sandbox, INTEGRATION, "aixplain/python-sandbox/aixplain")
    assert python.shown == {
        "ACTIONS": {"": "It has no actions of its own: connect it, and the tool that comes of it has them."}
    }


def serve(said: Saying, *replies: Any) -> Any:
    """An integration that answers the asking for its actions so."""
    document = DOCUMENTS["integration"]
    said.on(f"GET /v2/integrations/{document['id']}", document)
    said.on(f"POST /run/{document['id']}", *replies)
    return session_on(said.connection)


def listed(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"completed": True, "status": "SUCCESS", "data": list(actions)}


async def look_at_service(session: Any) -> Looked:
    service = await session.read(lambda ws: ws.get(INTEGRATION, DOCUMENTS["integration"]["id"]))
    return await Looked(session, INTEGRATION, service, "actions").show()


async def test_what_a_server_says_of_actions_is_cleaned() -> None:
    hostile = {
        "name": NASTY,
        "description": NASTY,
        "inputs": [
            {
                "name": NASTY,
                "code": NASTY,
                "datatype": NASTY,
                "defaultValue": [NASTY],
                "availableOptions": [NASTY, {"value": NASTY, "label": NASTY}, None, 3],
                "description": NASTY,
            },
            {"name": None, "code": None, "defaultValue": [{"value": {"deep": NASTY}}], "datatype": None},
            {"name": "x", "defaultValue": [{"value": {"deep": NASTY}}], "datatype": "object"},
        ],
    }
    with saying() as said:
        service = await look_at_service(
            serve(said, listed({"name": NASTY, "description": NASTY}), listed(hostile))
        )
    assert service.face.problems == []
    texts = [text for section in service.document.takes for text in section.lines]
    lines = [line for text in texts for line in text.split("\n")]
    assert [line for line in lines if printable(line) != line] == []
    assert len(service.document.takes) == 1
    assert any("JSON" not in line and line.startswith("object, default {") for line in lines), lines


async def test_an_action_whose_inputs_are_not_told_says_so() -> None:
    with saying() as said:
        session = serve(
            said, listed({"name": "SEND"}, {"slug": "READ"}), listed({"name": "READ", "inputs": []})
        )
        service = await look_at_service(session)
    assert service.shown == {
        "SEND": {"": "The server does not tell its inputs."},
        "READ": {"": "It takes no inputs."},
    }


async def test_a_failure_is_told_in_its_place_and_asking_again_helps() -> None:
    with saying() as said:
        session = serve(
            said,
            Said({"message": "Come back later."}, 422),
            listed({"name": "SEND"}),
            listed({"name": "SEND", "inputs": []}),
        )
        service = await look_at_service(session)
        assert "Come back later." in service.shown["ACTIONS"][""]
        assert service.shown["ACTIONS"][""].endswith("Ctrl+R asks again.")
        for index in (0, 1):
            await service.do("show-tab", index)
        assert "Come back later." in service.shown["ACTIONS"][""]
        await service.do("refresh")
        assert service.shown == {"SEND": {"": "It takes no inputs."}}


def test_of_very_many_actions_the_first_ones_are_shown() -> None:
    count = MOST_FACTS + 100
    kind = INTEGRATION._replace(actions=lambda _: tuple(AssetAction(f"A{one}") for one in range(count)))
    sections = what_it_takes(kind, None)
    assert len(sections) == MOST_FACTS + 2
    assert sections[-1].facts[0].value.text == "99 more actions are not shown."


def test_an_action_that_is_not_allowed_says_so() -> None:
    kind = TOOL._replace(actions=lambda _: (AssetAction("drop", "Drops.", note="It is not allowed."),))
    (section,) = what_it_takes(kind, None)
    assert [fact.value.text for fact in section.facts] == [
        "Drops.",
        "It is not allowed.",
        "It takes no inputs.",
    ]
