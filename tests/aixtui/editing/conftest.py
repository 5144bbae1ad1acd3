from collections.abc import Callable
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.headless import session_on
from tests.driving import connection_to


class Agents:
    """The agents of a sandbox, as the server has them."""

    def __init__(self, session: AppSession) -> None:
        self.session = session

    async def find(self, name: str) -> list[Any]:
        page = await self.session.read(lambda ws: ws.search(AGENT, Query(name, size=50)))
        return [row.resource for row in page.rows if row.resource.name == name]

    async def analyst(self) -> Any:
        return (await self.find("Text Analyst"))[0]

    async def change(self, agent: Any, **values: str) -> Any:
        return await self.session.write(lambda ws: ws.save(AGENT, agent, values))


@pytest.fixture
def agents(fresh_sandbox: RunningSandbox) -> Agents:
    return Agents(session_on(connection_to(fresh_sandbox)))


@pytest.fixture
def drop_answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Has a verb of the workspace do its work, tell nobody, and say that no answer came."""

    def set_up(verb: str) -> None:
        original = getattr(WorkspaceGateway, verb)

        def do_without_answer(*arguments: Any, **options: Any) -> None:
            original(*((lambda _: None) if callable(one) else one for one in arguments), **options)
            error = APIError("The server did not answer within 300 seconds.")
            error.outcome_unknown = True
            raise error

        monkeypatch.setattr(WorkspaceGateway, verb, do_without_answer)

    return set_up


@pytest.fixture
def windows(fresh_sandbox: RunningSandbox) -> Any:
    """Opens windows on one workspace, each as of a process of its own that has ended by the next one."""

    def open_window() -> Agents:
        return Agents(session_on(connection_to(fresh_sandbox)))

    return open_window
