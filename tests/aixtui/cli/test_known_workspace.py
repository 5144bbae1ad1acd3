"""Which workspace it is, known before anything is connected: the keyring is never asked for that."""

from collections.abc import Callable
from typing import Any

import pytest

from aixtui.auth import keyring_store, stored_keys
from aixtui.auth.secret import Secret
from aixtui.cli.connecting import connect
from aixtui.cli.known_workspace import known_workspace
from aixtui.cli.last_place import forget_workspace, remember_place
from aixtui.cli.options import ConnectionOptions
from aixtui.listing.left_place import LeftPlace
from aixtui.settings.tree import Profile, Settings
from tests.aixtui.cli.conftest import Command

KEY = Secret("a-key-0123456789abcdef")
BACKEND = "https://platform.test"
HERE = ConnectionOptions(backend_url=BACKEND, models_url=BACKEND)


@pytest.fixture
def not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring that nobody asks."""

    def load(profile: str) -> None:
        raise AssertionError(f"the keyring was asked for {profile}")

    monkeypatch.setattr(keyring_store, "load", load)


def workspace_of(key: Secret, monkeypatch: pytest.MonkeyPatch) -> str:
    """The workspace of a key from the environment."""
    with monkeypatch.context() as patch:
        patch.setenv("TEAM_API_KEY", key.reveal())
        return connect(HERE, Settings()).workspace


@pytest.mark.usefixtures("not_asked")
def test_a_key_at_hand_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    here = workspace_of(KEY, monkeypatch)
    assert here.startswith(f"{BACKEND} ")
    assert KEY.reveal() not in here
    assert known_workspace(HERE, Settings(), KEY) == here
    monkeypatch.setenv("TEAM_API_KEY", KEY.reveal())
    assert known_workspace(HERE, Settings()) == here


@pytest.mark.usefixtures("memory_keyring")
def test_a_key_in_a_private_file_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stored_keys.store("default", KEY, [BACKEND], in_file=True)
    assert known_workspace(HERE, Settings()) == workspace_of(KEY, monkeypatch)


@pytest.mark.usefixtures("not_asked")
@pytest.mark.parametrize("command", [None, "exit 1"], ids=["keyring", "command"])
def test_where_something_has_to_be_asked_it_is_the_one_of_the_last_time_there(
    monkeypatch: pytest.MonkeyPatch, command: str | None
) -> None:
    settings = Settings(profiles={"default": Profile(key_command=command)})
    assert known_workspace(HERE, settings) == ""
    here = workspace_of(KEY, monkeypatch)
    remember_place("default", LeftPlace("agents", workspace=here))
    assert known_workspace(HERE, settings) == here
    for elsewhere in (
        ConnectionOptions(backend_url="https://other.test", models_url=BACKEND),
        ConnectionOptions(backend_url=f"{BACKEND}/path", models_url=BACKEND),
        ConnectionOptions(backend_url=f"{BACKEND}:8443", models_url=BACKEND),
    ):
        assert known_workspace(elsewhere, settings) == ""
    remember_place("default", LeftPlace("models"))  # one that was never connected says nothing of it
    assert known_workspace(HERE, settings) == here
    remember_place("default", LeftPlace("models", workspace=""))
    assert known_workspace(HERE, settings) == ""
    remember_place("default", LeftPlace("models", workspace=here))
    forget_workspace("default")
    assert known_workspace(HERE, settings) == ""


@pytest.mark.usefixtures("memory_keyring")
@pytest.mark.parametrize("change", ["login", "logout"])
def test_it_is_forgotten_with_the_key(
    aixtui: Command, sandbox_addresses: Any, feed_stdin: Callable[[str], None], change: str
) -> None:
    feed_stdin(f"{sandbox_addresses.api_key}\n")
    assert aixtui("auth", "login").code == 0
    here = connect(ConnectionOptions(), Settings()).workspace
    remember_place("default", LeftPlace(workspace=here))
    assert known_workspace(ConnectionOptions(), Settings()) == here
    feed_stdin(f"{sandbox_addresses.api_key}\n")
    assert aixtui("auth", change).code == 0
    assert known_workspace(ConnectionOptions(), Settings()) == ""
