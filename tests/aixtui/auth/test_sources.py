import shlex
import sys
import time
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from aixtui.auth import key_command, keyring_store
from aixtui.auth.key_command import key_from_command
from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.auth.secret import Secret
from aixtui.auth.sources import KeyForOtherOriginsError, NoKeyError, find_key
from aixtui.setup_error import CredentialError

HERE = frozenset({"https://a", "https://b"})
STORED = Secret("stored-key-0123456789")


@pytest.fixture
def stored(memory_keyring: Any) -> Any:
    keyring_store.store("work", STORED, HERE)
    return memory_keyring


def test_the_first_source_that_has_a_key_wins(stored: Any) -> None:
    environ = {"TEAM_API_KEY": "team", "AIXPLAIN_API_KEY": "other"}
    found = find_key("work", HERE, environ, stdin_key=Secret("given"), command="echo printed")
    assert (found.key.reveal(), found.source) == ("given", "--api-key-stdin")
    found = find_key("work", HERE, environ, command="echo printed")
    assert (found.key.reveal(), found.source) == ("team", "environment variable TEAM_API_KEY")
    found = find_key("work", HERE, {"TEAM_API_KEY": " ", "AIXPLAIN_API_KEY": "other"}, command="echo printed")
    assert (found.key.reveal(), found.source) == ("other", "environment variable AIXPLAIN_API_KEY")
    found = find_key("work", HERE, {}, command="echo printed")
    assert (found.key.reveal(), found.source) == ("printed", "the profile's key_command")
    found = find_key("work", HERE, {})
    assert (found.key, found.source) == (STORED, "keyring")


def test_a_stored_key_serves_a_part_of_its_origins(stored: Any) -> None:
    assert find_key("work", frozenset({"https://a"}), {}).key == STORED


def test_a_stored_key_is_not_used_for_another_origin(stored: Any) -> None:
    with pytest.raises(KeyForOtherOriginsError) as caught:
        find_key("work", frozenset({"https://a", "https://evil"}), {})
    assert "not sent to https://evil" in str(caught.value)
    assert "aixtui auth login" in caught.value.hint
    assert caught.value.key_origins == HERE
    assert caught.value.target_origins == frozenset({"https://a", "https://evil"})


def test_no_key_names_the_ways_to_give_one(memory_keyring: Any) -> None:
    with pytest.raises(NoKeyError, match="'work'") as caught:
        find_key("work", HERE, {})
    assert "aixtui auth login" in caught.value.hint


def test_no_key_and_no_keyring_says_both(memory_keyring: Any) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringUnavailableError, match=r"no API key .*'work'.* no keyring"):
        find_key("work", HERE, {})


def test_a_failing_key_command_is_no_reason_to_take_the_next_source(stored: Any) -> None:
    with pytest.raises(CredentialError, match="exit code 3") as caught:
        find_key("work", HERE, {}, command="echo secret-output; echo secret-error >&2; exit 3")
    assert "secret" not in str(caught.value)


def test_a_key_command_that_prints_nothing_is_refused() -> None:
    with pytest.raises(CredentialError, match="key_command is empty"):
        key_from_command("true")


def test_a_key_command_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid_file = tmp_path / "pid"
    sleeper = f"open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    monkeypatch.setattr(key_command, "TIME_LIMIT", 3)
    started = time.monotonic()
    with pytest.raises(CredentialError, match="within 3 seconds"):
        key_from_command(
            f"{shlex.quote(sys.executable)} -c {shlex.quote('import os, time; ' + sleeper)}; echo never"
        )
    assert time.monotonic() - started < 60
    deadline = time.monotonic() + 10
    while _alive(int(pid_file.read_text())) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _alive(int(pid_file.read_text()))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
