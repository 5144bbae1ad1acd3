import io
from typing import Any

import pytest

from tests.aixtui.cli.conftest import Command


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_key_is_checked_stored_used_shown_and_removed(
    aixtui: Command, addressed: Any, memory_keyring: Any, typed: Any
) -> None:
    typed(addressed.api_key + "\n")
    login = aixtui("auth", "login")
    assert (login.code, login.out) == (0, "")
    assert "Stored the key" in login.err
    assert addressed.backend_url in login.err

    status = aixtui("auth", "status")
    assert status.code == 0
    assert "keyring" in status.out
    assert aixtui("ls", "agents").code == 0

    logout = aixtui("auth", "logout")
    assert "Removed the key" in logout.err
    assert "has no key" in aixtui("auth", "logout").err
    assert aixtui("ls", "agents").code == 1
    assert addressed.api_key not in "".join((login.err, status.out, status.err, logout.err))
    assert memory_keyring.entries == {}


def test_a_key_that_the_backend_refuses_is_not_stored(
    aixtui: Command, addressed: Any, memory_keyring: Any, typed: Any
) -> None:
    typed("wrong-key-0123456789\n")
    done = aixtui("auth", "login")
    assert done.code == 1
    assert "key was not accepted" in done.err
    assert memory_keyring.entries == {}


def test_a_stored_key_does_not_go_to_another_address(
    aixtui: Command, addressed: Any, memory_keyring: Any, typed: Any
) -> None:
    typed(addressed.api_key)
    aixtui("auth", "login")
    done = aixtui("ls", "models", "--models-url", "https://elsewhere.example/api/v2/execute")
    assert done.code == 1
    assert "not sent to https://elsewhere.example" in done.err
    assert "aixtui auth login" in done.err


def test_the_environment_wins_and_says_so(
    aixtui: Command, addressed: Any, memory_keyring: Any, typed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIXPLAIN_API_KEY", "another-key-0123456789")
    typed(addressed.api_key)
    assert "AIXPLAIN_API_KEY is set, and is used before the keyring" in aixtui("auth", "login").err
    status = aixtui("auth", "status")
    assert "environment variable AIXPLAIN_API_KEY" in status.out
    assert "…6789" in status.out
    assert "another-key" not in status.out


def test_status_tells_of_a_stored_key_that_is_not_used(
    aixtui: Command, addressed: Any, memory_keyring: Any, typed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAM_API_KEY", "another-key-0123456789")
    assert aixtui("auth", "status").err == ""
    typed(addressed.api_key)
    aixtui("auth", "login")
    status = aixtui("auth", "status")
    assert status.code == 0
    assert f"the keyring holds the key …{addressed.api_key[-4:]} for profile 'default'" in status.err
    assert "It is not used: environment variable TEAM_API_KEY goes before it." in status.err
    monkeypatch.delenv("TEAM_API_KEY")
    assert aixtui("auth", "status").err == ""


def test_a_key_on_stdin_is_used_and_not_stored(
    aixtui: Command, addressed: Any, memory_keyring: Any, typed: Any
) -> None:
    typed(addressed.api_key + "\n")
    assert aixtui("--api-key-stdin", "ls", "models").code == 0
    typed("")
    done = aixtui("ls", "models", "--api-key-stdin")
    assert done.code == 1
    assert "from standard input is empty" in done.err
    assert memory_keyring.entries == {}


def test_status_without_a_key_says_so_and_fails(aixtui: Command, addressed: Any, memory_keyring: Any) -> None:
    done = aixtui("auth", "status")
    assert done.code == 1
    assert "nowhere" in done.out
    assert "no API key" in done.err


@pytest.mark.parametrize("command", ["login", "status", "logout"])
def test_the_sandbox_has_no_stored_key(aixtui: Command, command: str) -> None:
    done = aixtui("auth", command, "--sandbox")
    assert done.code == 2
    assert "key of its own" in done.err
