"""What was said in a session, as far as it comes."""

from typing import Any

import pytest

from aixtui.actions import actions_of
from aixtui.controllers.answering import Controllers
from aixtui.controllers.conversation import ConversationController
from aixtui.kinds.agent import AGENT
from aixtui.kinds.session import SESSION
from aixtui.running.conversation import Conversation
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


async def test_messages_come_oldest_first_and_stay_where_a_reload_fails(
    fresh_filled_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("The line is cut.")

    session, face = session_on(connection_to(fresh_filled_sandbox)), ScriptedFace()
    page = await session.read(lambda ws: ws.search(SESSION, Query()))
    conversation = Conversation(session, page.rows[0].resource)
    assert (conversation.name, conversation.messages) == ("ticket 8812", None)
    await conversation.load(face)
    messages = conversation.messages
    assert messages is not None
    assert [one.role for one in messages] == ["user", "assistant"]
    controllers = Controllers(ConversationController(conversation, face))
    monkeypatch.setattr(WorkspaceGateway, "messages", fail)
    for action in actions_of("messages"):
        controllers.do(action)
    await face.idle()
    assert [problem.text for problem in face.problems] == ["The line is cut."]
    assert "The line is cut." in conversation.activity.problem
    assert (conversation.messages, conversation.is_over) == (messages, True)


async def test_what_has_no_name_is_known_by_its_id(sandbox: RunningSandbox) -> None:
    session = session_on(connection_to(sandbox))
    agent = await session.read(lambda ws: ws.get(AGENT, "sandbox-ws/text-analyst"))
    agent.name = ""
    assert Conversation(session, agent).name == agent.id
