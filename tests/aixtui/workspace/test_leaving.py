"""The end of a sitting, and a connection that cannot be made."""

import asyncio
import threading

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.setup_error import SettingsError
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


async def test_leaving_waits_for_what_is_being_changed_and_then_nothing_is_reached(
    sandbox: RunningSandbox,
) -> None:
    connection, go_on, told = connection_to(sandbox), threading.Event(), list[str]()

    def change(workspace: WorkspaceGateway) -> None:
        assert go_on.wait(10)
        workspace.check()
        told.append("changed")

    session = AppSession(lambda: connection, lambda: connection, Settings())
    writing = asyncio.ensure_future(session.write(change))
    while not session.bridge.writes:
        await asyncio.sleep(0.001)
    writing.cancel()  # who waits for it is gone
    leaving = asyncio.ensure_future(session.leave())
    await asyncio.sleep(0)  # it begins
    with pytest.raises(RuntimeError, match="was left"):
        await session.read(lambda _: None)
    assert not leaving.done()
    go_on.set()
    await leaving
    assert (told, session.connection, session.has_key) == (["changed"], None, False)


async def test_who_waits_for_another_key_gets_none_once_it_is_left(sandbox: RunningSandbox) -> None:
    refused = connection_to(sandbox, "wrong-key-0123456789")
    session = AppSession(lambda: refused, lambda: refused, Settings())
    await session.read(lambda _: None)
    asked = asyncio.Event()

    async def ask() -> None:
        asked.set()
        await asyncio.get_running_loop().create_future()  # nobody answers

    session.renewal.ask = ask
    renew = session.renewal.from_threads()
    renewing = asyncio.ensure_future(session.bridge.read(lambda: renew("wrong-key-0123456789")))
    await asked.wait()
    await session.leave()
    assert await renewing is None


async def test_a_connection_that_cannot_be_made_is_known_to_have_failed(sandbox: RunningSandbox) -> None:
    failures = [SettingsError("It is not valid.")]

    def connect() -> ConnectionSettings:
        if failures:
            raise failures.pop()
        return connection_to(sandbox)

    session = AppSession(connect, connect, Settings())
    states = [session.source.has_failed]
    with pytest.raises(SettingsError):
        await session.read(lambda _: None)
    states.append(session.source.has_failed)
    await session.read(lambda _: None)
    assert [*states, session.source.has_failed] == [False, True, False]
    session.close()


async def test_who_waits_while_no_connection_can_be_made_asks_no_second_time(sandbox: RunningSandbox) -> None:
    asked: list[str] = []

    def connect() -> ConnectionSettings:
        asked.append("asked")
        raise SettingsError("It is not valid.")

    session = AppSession(connect, lambda: connection_to(sandbox), Settings())
    both = await asyncio.gather(*(session.read(lambda _: None) for _ in range(2)), return_exceptions=True)
    assert [str(one) for one in both] == ["It is not valid."] * 2
    assert asked == ["asked"]
    with pytest.raises(SettingsError):
        await session.read(lambda _: None)
    assert asked == ["asked"] * 2
    session.close()
