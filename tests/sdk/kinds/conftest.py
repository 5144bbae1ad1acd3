"""What the platform has in the tests of kinds."""

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk.kinds.agent.resource import Agent
from aixsdk.kinds.model import Model
from aixsdk.kinds.tool import Tool
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import ID
from tests.sdk.kinds.tool_replies import ACTIONS, EXEC, INPUTS, done, stored_tool
from tests.sdk.platform import Platform


@pytest.fixture
def agent(aix: Aixplain, platform: Platform) -> Agent:
    platform.on(f"GET /v2/agents/{ID}", documents.agent())
    return aix.Agent.get(ID)


@pytest.fixture
def model(aix: Aixplain, platform: Platform) -> Model:
    platform.on("GET /v2/models/contoso%2Fwriter", documents.model())
    return aix.Model.get("contoso/writer")


@pytest.fixture
def tool(aix: Aixplain, platform: Platform) -> Tool:
    platform.on("GET /v2/tools/t1", stored_tool())

    def execute(request: httpx.Request) -> httpx.Response:
        action = platform.body()["action"]
        replies = {"LIST_ACTIONS": ACTIONS, "LIST_INPUTS": INPUTS}
        return httpx.Response(200, json=done(replies.get(action, 7)))

    platform.on(f"{EXEC}/t1", execute)
    return aix.Tool.get("t1")
