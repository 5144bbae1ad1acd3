from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from textual.widgets import Input

from aixtui.app import AixtuiApp
from aixtui.auth import keyring_store
from aixtui.build import build_app
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.welcome import WelcomeScreen
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.setup_error import CredentialError
from tests.aixtui.conftest import MemoryKeyring
from tests.driving import connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
WHY = "There is no API key for profile 'default'."


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def app_without_key(sandbox: RunningSandbox) -> AixtuiApp:
    connection = replace(
        connection_to(sandbox),
        profile="default",
        credential=None,
        is_sandbox=False,
        no_key=CredentialError(WHY),
    )

    def open_sandbox() -> ConnectionSettings:
        return connection_to(sandbox)

    return build_app(lambda: connection, Settings(), open_sandbox=open_sandbox)


async def test_a_pasted_key_is_hidden_checked_and_stored(
    sandbox: RunningSandbox, memory_keyring: MemoryKeyring
) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, WHY)
        app.screen.query_one(Input).value = sandbox.api_key
        await pilot.pause()
        assert sandbox.api_key not in screen_text(app)
        await pilot.press("enter")
        await wait_for_text(pilot, "Text Analyst")
        assert f"key …{sandbox.api_key[-4:]} from keyring" in screen_text(app)
    stored_key = keyring_store.load("default")
    assert stored_key is not None
    assert stored_key.key.reveal() == sandbox.api_key
    assert stored_key.origins == connection_to(sandbox).origins


async def test_a_key_that_is_refused_is_not_stored(
    sandbox: RunningSandbox, memory_keyring: MemoryKeyring
) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(160, 24)) as pilot:
        await wait_for_text(pilot, WHY)
        app.screen.query_one(Input).value = "wrong-key-0123456789"
        await pilot.press("enter")
        await wait_for_text(pilot, "The API key was not accepted")
        assert isinstance(app.screen, WelcomeScreen)
        assert "wrong-key-0123456789" not in screen_text(app)
    assert memory_keyring.entries == {}


async def test_without_a_keyring_this_session_only_is_offered(
    sandbox: RunningSandbox, no_keyring: None
) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, WHY)
        app.screen.query_one(Input).value = sandbox.api_key
        await pilot.press("enter")
        await wait_for_text(pilot, "could not be stored")
        await wait_for_text(pilot, "This machine has no keyring")
        await pilot.press("y")
        await wait_for_text(pilot, "Text Analyst")
        assert "from this session only" in screen_text(app)


async def test_declining_a_key_for_this_session_asks_again(sandbox: RunningSandbox, no_keyring: None) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, WHY)
        app.screen.query_one(Input).value = sandbox.api_key
        await pilot.press("enter")
        await wait_for_text(pilot, "could not be stored")
        await pilot.press("n")
        await wait_until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the welcome screen")
        assert app.session.connection is not None
        assert app.session.connection.credential is None


async def test_an_empty_key_says_what_is_wanted(sandbox: RunningSandbox) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, WHY)
        await pilot.press("enter")
        await wait_for_text(pilot, "is empty")


async def test_the_sandbox_opens_without_a_key(sandbox: RunningSandbox) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, WHY)
        await pilot.press("f3")
        await wait_for_text(pilot, "Text Analyst")
        assert isinstance(app.screen, BrowseScreen)
        assert "SANDBOX" in screen_text(app)
