import pytest

from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.sandbox import RunningSandbox
from tests.aixtui.headless import Lists, kinds_of


@pytest.fixture
def lists(sandbox: RunningSandbox) -> Lists:
    """Agents and models of the sandbox."""
    return kinds_of(sandbox, AGENT, MODEL, page_size=30)
