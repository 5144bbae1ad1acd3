"""What the platform has in the tests of kinds."""

import pytest

from aixsdk import Aixplain
from aixsdk.kinds.agent import Agent
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import ID
from tests.sdk.platform import Platform


@pytest.fixture
def agent(aix: Aixplain, platform: Platform) -> Agent:
    platform.on(f"GET /v2/agents/{ID}", documents.agent())
    return aix.Agent.get(ID)
