import json
import sys
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from aixtui.cli.connecting import connect
from aixtui.cli.exit_codes import KEY
from aixtui.cli.options import ConnectionOptions
from aixtui.settings.tree import Settings
from tests.aixtui.cli.conftest import Command


def test_a_key_is_checked_stored_used_shown_and_removed(
    aixtui: Command, sandbox_addresses: Any, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin(sandbox_addresses.api_key + "\n")
    login = aixtui("auth", "login")
    assert (login.code, login.out) == (0, "")
    assert "Stored the key" in login.err
    assert sandbox_addresses.backend_url in login.err

    status = aixtui("auth", "status")
    assert status.code == 0
    assert "keyring" in status.out
    assert aixtui("ls", "agents").code == 0

    logout = aixtui("auth", "logout")
    assert "Removed the key" in logout.err
    assert "has no key" in aixtui("auth", "logout").err
    assert aixtui("ls", "agents").code == KEY
    assert sandbox_addresses.api_key not in "".join((login.err, status.out, status.err, logout.err))
    assert memory_keyring.entries == {}


def test_a_stored_key_is_asked_for_again_before_it_goes_where_only_the_environment_says(
    aixtui: Command,
    sandbox_addresses: Any,
    memory_keyring: Any,
    feed_stdin: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed_stdin(sandbox_addresses.api_key + "\n")
    assert aixtui("auth", "login").code == 0
    monkeypatch.setenv("AIXPLAIN_TRUSTED_HOSTS", "elsewhere.test")
    refused = aixtui("ls", "agents")
    assert refused.code == KEY
    assert "is not sent to https://elsewhere.test" in refused.err
    # What the app asks for, and would store.
    assert "https://elsewhere.test" in connect(ConnectionOptions(), Settings()).origins
    feed_stdin(sandbox_addresses.api_key + "\n")
    assert "https://elsewhere.test" in aixtui("auth", "login").err
    assert aixtui("ls", "agents").code == 0


def test_a_key_that_the_backend_refuses_is_not_stored(
    aixtui: Command, sandbox_addresses: Any, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin("wrong-key-0123456789\n")
    outcome = aixtui("auth", "login")
    assert outcome.code == KEY
    assert "key was not accepted" in outcome.err
    assert memory_keyring.entries == {}


def test_a_stored_key_does_not_go_to_another_address(
    aixtui: Command, sandbox_addresses: Any, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin(sandbox_addresses.api_key)
    aixtui("auth", "login")
    outcome = aixtui("ls", "models", "--models-url", "https://elsewhere.example/api/v2/execute")
    assert outcome.code == KEY
    assert "not sent to https://elsewhere.example" in outcome.err
    assert "aixtui auth login" in outcome.err


def test_the_environment_wins_and_says_so(
    aixtui: Command,
    sandbox_addresses: Any,
    memory_keyring: Any,
    feed_stdin: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AIXPLAIN_API_KEY", "another-key-0123456789")
    feed_stdin(sandbox_addresses.api_key)
    assert "AIXPLAIN_API_KEY is set, and is used before the keyring" in aixtui("auth", "login").err
    status = aixtui("auth", "status")
    assert "environment variable AIXPLAIN_API_KEY" in status.out
    assert "…6789" in status.out
    assert "another-key" not in status.out


def test_status_tells_of_a_stored_key_that_is_not_used(
    aixtui: Command,
    sandbox_addresses: Any,
    memory_keyring: Any,
    feed_stdin: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEAM_API_KEY", "another-key-0123456789")
    assert aixtui("auth", "status").err == ""
    feed_stdin(sandbox_addresses.api_key)
    aixtui("auth", "login")
    status = aixtui("auth", "status")
    assert status.code == 0
    assert f"the keyring holds the key …{sandbox_addresses.api_key[-4:]} for profile 'default'" in status.err
    assert "It is not used: environment variable TEAM_API_KEY goes before it." in status.err
    monkeypatch.delenv("TEAM_API_KEY")
    assert aixtui("auth", "status").err == ""


def test_a_key_on_stdin_is_used_and_not_stored(
    aixtui: Command, sandbox_addresses: Any, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin(sandbox_addresses.api_key + "\n")
    assert aixtui("--api-key-stdin", "ls", "models").code == 0
    feed_stdin("")
    outcome = aixtui("ls", "models", "--api-key-stdin")
    assert outcome.code == KEY
    assert "from standard input is empty" in outcome.err
    assert memory_keyring.entries == {}


def test_status_without_a_key_says_so_and_fails(
    aixtui: Command, sandbox_addresses: Any, memory_keyring: Any
) -> None:
    outcome = aixtui("auth", "status")
    assert outcome.code == KEY
    assert "nowhere" in outcome.out
    assert "no API key" in outcome.err


@pytest.mark.parametrize("command", ["login", "logout"])
def test_the_sandbox_has_no_stored_key(aixtui: Command, command: str) -> None:
    outcome = aixtui("auth", command, "--sandbox")
    assert outcome.code == 2
    assert "key of its own" in outcome.err


def test_the_sandbox_has_a_status(aixtui: Command) -> None:
    told = aixtui("auth", "status", "--profile", "sandbox", "--read-only=yes", "-o", "json")
    facts = json.loads(told.out)
    assert (told.code, facts["key"], facts["read-only"]) == (0, "its own", "yes, by --read-only")


@pytest.mark.parametrize("command", ["login", "import"])
def test_without_a_keyring_no_key_is_asked_for_or_sent(
    aixtui: Command, memory_keyring: Any, feed_stdin: Any, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("BACKEND_URL", "http://127.0.0.1:9")  # where nobody is
    monkeypatch.setenv("TEAM_API_KEY", "a-key-of-the-environment")
    feed_stdin("a-key-that-is-typed\n")
    outcome = aixtui("auth", command)
    assert (outcome.code, outcome.err.startswith("No keyring: ")) == (KEY, True), outcome
    assert sys.stdin.readline() == "a-key-that-is-typed\n"


def test_a_login_at_said_addresses_tells_how_the_profile_leads_there(
    aixtui: Command, sandbox: Any, memory_keyring: Any, feed_stdin: Any
) -> None:
    said = ("--backend-url", sandbox.backend_url, "--models-url", sandbox.models_url)
    feed_stdin(sandbox.api_key)
    stored = aixtui("auth", "login", *said)
    assert stored.code == 0, stored.err
    refused = aixtui("ls", "models")
    assert (refused.code, "Say the addresses that it is for with --backend-url" in refused.err) == (KEY, True)
    command = stored.err.rpartition("does not lead there by itself: aixtui ")[2].split()
    added = aixtui(*command)
    assert (added.code, "A key is kept for it already" in added.err) == (0, True), added.err
    assert aixtui("ls", "models").code == 0
    feed_stdin(sandbox.api_key)
    assert "by itself" not in aixtui("auth", "login", *said).err


def test_a_login_at_one_address_tells_where_the_other_still_is(
    aixtui: Command, sandbox: Any, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin(sandbox.api_key)
    stored = aixtui("auth", "login", "--backend-url", sandbox.backend_url)
    assert "models still run at https://models.aixplain.com/" in stored.err


def test_which_key_it_is_is_shown_also_where_it_cannot_be_checked(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAM_API_KEY", "a-key-0123456789")
    monkeypatch.setenv("BACKEND_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("MODELS_RUN_URL", "http://127.0.0.1:9")
    status = aixtui("auth", "status", "--check")
    assert status.code not in (0, KEY)
    assert "environment variable TEAM_API_KEY" in status.out
    assert "http://127.0.0.1:9" in status.out
    assert "accepts the key" not in status.out
    assert "Cannot reach the backend" in status.err
