from collections.abc import Iterator

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to


@pytest.fixture
def workspace(filled_sandbox: RunningSandbox) -> Iterator[WorkspaceGateway]:
    gateway = WorkspaceGateway.open(connection_to(filled_sandbox))
    yield gateway
    gateway.close()
