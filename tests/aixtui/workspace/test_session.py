"""A sitting in a sandbox that another process serves, and that ends with it."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from aixsdk.exceptions import ConnectionFailedError, ResourceError
from aixtui.auth.secret import Credential, Secret
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import start_sandbox
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.sandbox import RunningSandbox, SandboxError
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.workspace.problems import explain
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.headless import SECONDS, run_to_end

pytestmark = pytest.mark.anyio
KEY_OF_NOBODY = Credential(Secret("0" * 64), "a test")


class OtherProcess:
    """A window of another process, which serves the sandbox until it is killed."""

    def __init__(self, database: Path) -> None:
        command = [sys.executable, "-m", "aixtui", "sandbox", "--port", "0", "--db", str(database)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self._process.stdout is not None
        self._stdout = self._process.stdout
        while "http://" not in (line := self._stdout.readline()):
            assert line, "the sandbox did not start"
        self._address = "127.0.0.1", urlsplit(line.split()[-1]).port

    def kill(self) -> None:
        """End it; what it had started for itself may hold its sockets for a moment longer."""
        self._process.kill()
        self._process.wait()
        self._stdout.close()
        with suppress(OSError):
            while True:
                socket.create_connection(self._address, SECONDS).close()


@pytest.fixture
def other(sandbox_copy: Path) -> Iterator[OtherProcess]:
    process = OtherProcess(sandbox_copy)
    yield process
    process.kill()


@pytest.fixture
def session(sandbox_copy: Path, other: OtherProcess) -> Iterator[AppSession]:
    """A sitting that has found the sandbox of the other process."""
    started: list[RunningSandbox] = []

    def connect() -> ConnectionSettings:
        sandbox, connection = start_sandbox(ConnectionOptions(db=sandbox_copy), Settings())
        started.append(sandbox)
        return connection

    with closing(AppSession(connect, connect, Settings())) as session:
        yield session
    for sandbox in started:
        sandbox.stop()


async def test_all_goes_on_where_the_sandbox_is_now(session: AppSession, other: OtherProcess) -> None:
    model = await session.read(lambda ws: ws.get(MODEL, "sandbox/text-statistics"))
    doomed = await session.write(lambda ws: ws.create(AGENT, {"name": "Doomed"}))
    moves: list[str] = []
    session.relocation.moved.listen(lambda: moves.append(session.connection.backend_url))  # type: ignore[union-attr]
    former = session.connection
    other.kill()
    made = await session.write(lambda ws: ws.create(AGENT, {"name": "Quill"}))
    await session.write(lambda ws: ws.delete(doomed))
    event = await run_to_end(session, MODEL, model, {"text": "One two."})
    found = await session.read(lambda ws: ws.search(AGENT, Query(text="Quill")))
    assert [one.id for one in found.rows] == [made.id]
    assert event.phase == "finished"
    assert session.connection is not None
    assert former is not None
    assert moves == [session.connection.backend_url] != [former.backend_url]


async def test_why_it_cannot_be_started_anew_is_said(
    session: AppSession, other: OtherProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    await session.read(WorkspaceGateway.check)

    def refuse() -> ConnectionSettings:
        raise SandboxError("The database is locked.", "End what has it open.")

    monkeypatch.setattr(session.source, "_connect", refuse)
    other.kill()
    with pytest.raises(ResourceError) as told:
        await session.write(lambda ws: ws.create(AGENT, {"name": "Quill"}))
    assert "The database is locked. End what has it open." in explain(told.value).sentence


async def test_of_a_server_on_this_machine_no_network_is_to_be_checked() -> None:
    connection = ConnectionSettings(
        "default", "http://127.0.0.1:9", "http://127.0.0.1:9", credential=KEY_OF_NOBODY
    )
    with closing(WorkspaceGateway.open(connection)) as gateway, pytest.raises(ConnectionFailedError) as told:
        gateway.check()
    assert explain(told.value).hint == (
        "Its server on this machine has ended, or was never started: start it, or check the address."
    )
