"""Reads while the sandbox moves to another process."""

import asyncio
import threading
from dataclasses import replace

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.sandbox import RunningSandbox
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


async def test_a_read_whose_connection_another_one_closed_is_done_where_the_sandbox_is_now(
    sandbox: RunningSandbox,
) -> None:
    ports = iter(("http://127.0.0.1:1", "http://127.0.0.1:2"))
    release = threading.Event()
    used: list[WorkspaceGateway] = []

    def connect() -> ConnectionSettings:
        return replace(connection_to(sandbox), backend_url=next(ports))

    def slow(workspace: WorkspaceGateway) -> str:
        used.append(workspace)
        if len(used) == 1:
            assert release.wait(10)
            raise ValueError("The client is closed.")
        return "slow"

    def quick(workspace: WorkspaceGateway) -> str:
        if workspace is used[0]:
            raise ConnectionFailedError("Nobody is there.")
        release.set()
        return "quick"

    session = AppSession(connect, connect, Settings())
    first = asyncio.ensure_future(session.read(slow))
    while not used:
        await asyncio.sleep(0.001)
    assert await session.read(quick) == "quick"
    assert await first == "slow"
    session.close()


async def test_an_error_of_the_read_itself_is_no_move(sandbox: RunningSandbox) -> None:
    def fail(_: WorkspaceGateway) -> None:
        raise ValueError("not valid")

    connection = connection_to(sandbox)
    session = AppSession(lambda: connection, lambda: connection, Settings())
    with pytest.raises(ValueError, match="not valid"):
        await session.read(fail)
    session.close()
