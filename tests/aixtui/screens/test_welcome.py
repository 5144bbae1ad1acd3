import threading
from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from textual.events import Paste
from textual.widgets import Input

from aixtui.app import AixtuiApp
from aixtui.auth import keyring_store
from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.auth.secret import Credential
from aixtui.auth.sources import KeyForOtherOriginsError
from aixtui.build import build_app
from aixtui.entrance import Entrance
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.help import HelpLines, HelpScreen
from aixtui.screens.welcome import WelcomeScreen
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.setup_error import CredentialError, SetupError
from aixtui.workspace.session import AppSession
from tests.aixtui.conftest import MemoryKeyring
from tests.driving import NO_PROFILES, app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
WHY = "There is no API key for profile 'default'."


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def app_without_key(
    sandbox: RunningSandbox, problem: SetupError | None = None, known: threading.Event | None = None
) -> AixtuiApp:
    connection = replace(
        connection_to(sandbox),
        profile="default",
        credential=None,
        is_sandbox=False,
        no_key=problem or CredentialError(WHY),
    )

    def connect() -> ConnectionSettings:
        assert known is None or known.wait(30)
        return connection

    def open_sandbox() -> ConnectionSettings:
        return connection_to(sandbox)

    return build_app(Entrance("default", AppSession(connect, open_sandbox, Settings())), NO_PROFILES)


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


async def test_what_is_pasted_behind_a_refused_key_stands_in_its_place(
    sandbox: RunningSandbox, no_keyring: None
) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(160, 24)) as pilot:
        await wait_for_text(pilot, WHY)
        await pilot.press(*"wrong", "enter")
        await wait_for_text(pilot, "Was all of it copied, and does it belong to this address?")
        await pilot.press("x")
        await wait_until(pilot, lambda: "Was all of it copied" not in screen_text(app), "no problem any more")
        await pilot.press("backspace")
        app.screen.query_one(Input).post_message(Paste(f" {sandbox.api_key}\n"))
        await pilot.press("enter")
        await wait_for_text(pilot, "Text Analyst")


@pytest.fixture
def known() -> Iterator[threading.Event]:
    """Whether it is known that there is no key."""
    event = threading.Event()
    yield event
    event.set()


async def test_a_key_that_is_pasted_before_it_is_asked_for_is_the_one(
    sandbox: RunningSandbox, no_keyring: None, known: threading.Event
) -> None:
    app = app_without_key(sandbox, known=known)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "connecting")
        app.post_message(Paste(f" {sandbox.api_key}\n"))
        await pilot.pause()
        known.set()
        await wait_for_text(pilot, "••••••••")
        assert "Nothing here takes" not in screen_text(app)
        await pilot.press("enter")
        await wait_for_text(pilot, "Text Analyst")


async def test_what_is_pasted_before_it_is_known_that_there_is_a_key_is_refused_then(
    sandbox: RunningSandbox, known: threading.Event
) -> None:
    connection = connection_to(sandbox)

    def connect() -> ConnectionSettings:
        assert known.wait(30)
        return connection

    app = app_on(connect)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "connecting")
        app.post_message(Paste("a text"))
        await pilot.pause()
        assert "Nothing here takes" not in screen_text(app)
        known.set()
        await wait_for_text(pilot, "Nothing here takes pasted text.")


async def test_help_lists_no_key_that_does_nothing(sandbox: RunningSandbox, no_keyring: None) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, WHY)
        await pilot.press("escape")
        await wait_for_text(pilot, "There is nothing to go back to without a key: Ctrl+Q")
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen), "the help")
        told = str(app.screen.query_one(HelpLines).content)
        assert "F3" in told
        assert "F5" not in told
        assert "Go on without another key" not in told


async def test_without_a_keyring_only_what_is_there_is_promised(
    sandbox: RunningSandbox, no_keyring: None
) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "--insecure-storage")
        assert "then used for this\n" in screen_text(app)
        assert "Check and use (Enter)" in screen_text(app)
        for choice in ("TEAM_API_KEY", "key_command", "private file"):
            assert choice in screen_text(app)
        assert "kept in this system's keyring" not in screen_text(app)
        assert "and store" not in screen_text(app)
        app.screen.query_one(Input).value = sandbox.api_key
        await pilot.press("enter")
        await wait_for_text(pilot, "Text Analyst")
        assert "from this session only" in screen_text(app)


async def test_a_keyring_that_could_not_be_asked_is_not_promised(
    sandbox: RunningSandbox, memory_keyring: MemoryKeyring
) -> None:
    app = app_without_key(
        sandbox, KeyringUnavailableError("The keyring is locked.", "Set a thousand things.")
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "--insecure-storage")
        assert "then used for this\n" in screen_text(app)
        assert "Check and use (Enter)" in screen_text(app)
        assert "The keyring is locked." in screen_text(app)
        assert "a thousand things" not in screen_text(app)


async def test_with_a_keyring_its_name_is_said(
    sandbox: RunningSandbox, memory_keyring: MemoryKeyring
) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "conftest MemoryKeyring")
        assert "Check and store (Enter)" in screen_text(app)
        assert "this session only" not in screen_text(app)


@pytest.mark.parametrize("answer", [True, False])
async def test_a_keyring_that_does_not_take_it_is_asked_about(
    sandbox: RunningSandbox, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(memory_keyring, "set_password", refuse)
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "conftest MemoryKeyring")
        app.screen.query_one(Input).value = sandbox.api_key
        await pilot.press("enter")
        await wait_for_text(pilot, "could not be stored")
        await pilot.press("y" if answer else "n")
        if answer:
            await wait_for_text(pilot, "Text Analyst")
            assert "from this session only" in screen_text(app)
            return
        await wait_until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the welcome screen")
        assert app.session.connection is not None
        assert app.session.connection.credential is None


async def test_a_stored_key_goes_to_another_address_when_that_is_agreed_to(
    sandbox: RunningSandbox, memory_keyring: MemoryKeyring
) -> None:
    here = connection_to(sandbox)
    assert here.credential is not None
    stored = Credential(here.credential.key, "keyring")
    problem = KeyForOtherOriginsError("default", stored, frozenset({"https://elsewhere.test"}), here.origins)
    app = app_without_key(sandbox, problem)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Send the stored key (F5)")
        assert "Open the sandbox (F3)" in screen_text(app)
        assert "https://elsewhere.test" in screen_text(app)
        await pilot.press("f5")
        await wait_for_text(pilot, "Text Analyst")
        assert "from keyring" in screen_text(app)
    assert memory_keyring.entries == {}


async def test_without_a_stored_key_none_is_sent(sandbox: RunningSandbox) -> None:
    app = app_without_key(sandbox)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, WHY)
        await pilot.press("f5")
        await wait_for_text(pilot, "No key is stored that was")
        await pilot.press("escape")
        await wait_for_text(pilot, "There is nothing to go back to")


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


async def test_the_sandbox_opens_also_where_its_key_comes_before_it_is_known_that_there_is_none(
    sandbox: RunningSandbox,
) -> None:
    held = threading.Event()
    app = app_without_key(sandbox, known=held)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "connecting")
        await pilot.press("f3")
        assert isinstance(app.screen, BrowseScreen)
        held.set()
        await wait_for_text(pilot, "Text Analyst")
        assert "SANDBOX" in screen_text(app)
