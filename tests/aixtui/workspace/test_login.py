"""The way to a workspace without a key, as its controller goes it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from aixtui.auth import keyring_store
from aixtui.controllers.login import LoginController
from aixtui.sandbox import RunningSandbox
from aixtui.settings.tree import Settings
from aixtui.setup_error import CredentialError
from aixtui.workspace.login import Login
from aixtui.workspace.no_credential import NoCredentialError
from aixtui.workspace.session import AppSession
from tests.aixtui.conftest import MemoryKeyring
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
WHY = "There is no API key for profile 'default'."


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


class LoggingIn:
    """A sitting without a key, and the way to one."""

    def __init__(self, session: AppSession, *answers: Any) -> None:
        self.session, self.login, self.face = session, Login(session), ScriptedFace(*answers)
        self.controller = LoginController(self.login, self.face)


@pytest.fixture
async def session(sandbox: RunningSandbox) -> Any:
    here = connection_to(sandbox)
    connection = replace(
        here, profile="default", credential=None, is_sandbox=False, no_key=CredentialError(WHY)
    )
    session = AppSession(lambda: connection, lambda: here, Settings())
    with pytest.raises(NoCredentialError):
        await session.read(lambda _: None)
    yield session
    session.close()


async def test_a_key_that_works_is_stored_for_where_it_was_checked(
    session: AppSession, sandbox: RunningSandbox, memory_keyring: MemoryKeyring
) -> None:
    way = LoggingIn(session)
    assert WHY in way.login.reason
    assert sandbox.backend_url in way.login.destination
    await way.controller.enter_key(f"  {sandbox.api_key}\n")
    stored_key = keyring_store.load("default")
    assert stored_key is not None
    assert (stored_key.key.reveal(), stored_key.origins) == (sandbox.api_key, connection_to(sandbox).origins)
    assert way.login.is_over
    assert session.connection is not None
    assert session.connection.credential is not None
    assert session.connection.credential.source == "keyring"
    assert await session.read(lambda _: "works") == "works"


@pytest.mark.parametrize(
    ("source", "end"),
    [
        ("environment variable A_KEY", "For the next start change the environment variable A_KEY."),
        ("the profile's key_command", "For the next start change the profile's key_command."),
        ("this session only", "then used for this session only."),
        ("--api-key-stdin", "then used for this session only."),
    ],
)
async def test_where_another_key_is_to_be_put_is_said_by_where_the_one_before_is_from(
    sandbox: RunningSandbox, source: str, end: str
) -> None:
    here = connection_to(sandbox)
    assert here.credential is not None
    connection = replace(here, is_sandbox=False, credential=replace(here.credential, source=source))
    session = AppSession(lambda: connection, lambda: here, Settings())
    assert await session.read(lambda _: "works") == "works"
    assert Login(session).destination.endswith(end)
    session.close()


@pytest.mark.parametrize(
    ("text", "reason"), [("", "is empty"), ("wrong-key-0123456789", "The API key was not accepted")]
)
async def test_a_key_that_does_not_work_is_not_stored(
    session: AppSession, memory_keyring: MemoryKeyring, text: str, reason: str
) -> None:
    way = LoggingIn(session)
    await way.controller.enter_key(text)
    assert reason in way.login.activity.problem
    assert "wrong-key-0123456789" not in way.login.activity.problem
    assert (way.login.is_over, memory_keyring.entries, session.has_key) == (False, {}, False)


@pytest.mark.parametrize("answer", [True, False])
async def test_without_a_keyring_the_key_is_offered_for_this_session(
    session: AppSession, sandbox: RunningSandbox, no_keyring: None, answer: bool
) -> None:
    way = LoggingIn(session, answer)
    await way.controller.enter_key(sandbox.api_key)
    assert way.face.questions == ["The key works but could not be stored. Use it for this session only?"]
    assert "This machine has no keyring" in str(way.face.details[0])
    assert (way.login.is_over, session.has_key) == (answer, answer)
    assert way.login.activity.busy is False


@pytest.mark.usefixtures("told_defect")
async def test_whatever_a_keyring_raises_the_key_is_offered_for_this_session(
    session: AppSession, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(keyring_store, "store", fail)
    way = LoggingIn(session, True)
    await way.controller.enter_key(sandbox.api_key)
    assert way.login.is_over
    assert session.has_key


async def test_the_sandbox_opens_without_a_key_or_says_why_not(session: AppSession) -> None:
    way = LoggingIn(session)
    await way.controller.do_sandbox()
    assert way.login.is_over
    assert session.connection is not None
    assert session.connection.is_sandbox


async def test_a_sandbox_that_does_not_start_is_a_problem(session: AppSession) -> None:
    def fail() -> Any:
        raise OSError("The port is taken.")

    connection = session.connection
    assert connection is not None
    other = AppSession(lambda: connection, fail, Settings())
    other.connection = connection
    way = LoggingIn(other)
    await way.controller.do_sandbox()
    assert "The port is taken." in way.login.activity.problem
    assert not way.login.is_over
