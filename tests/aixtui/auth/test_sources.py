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
KEY = Secret("stored-key-0123456789")


@pytest.fixture
def keyring_with_key(memory_keyring: Any) -> Any:
    keyring_store.store("work", KEY, HERE)
    return memory_keyring


def test_the_first_source_that_has_a_key_wins(keyring_with_key: Any) -> None:
    environ = {"TEAM_API_KEY": "team", "AIXPLAIN_API_KEY": "other"}
    credential = find_key("work", HERE, environ, stdin_key=Secret("given"), command="echo printed")
    assert (credential.key.reveal(), credential.source) == ("given", "--api-key-stdin")
    credential = find_key("work", HERE, environ, command="echo printed")
    assert (credential.key.reveal(), credential.source) == ("team", "environment variable TEAM_API_KEY")
    credential = find_key(
        "work", HERE, {"TEAM_API_KEY": " ", "AIXPLAIN_API_KEY": "other"}, command="echo printed"
    )
    assert (credential.key.reveal(), credential.source) == ("other", "environment variable AIXPLAIN_API_KEY")
    credential = find_key("work", HERE, {}, command="echo printed")
    assert (credential.key.reveal(), credential.source) == ("printed", "the profile's key_command")
    credential = find_key("work", HERE, {})
    assert (credential.key, credential.source) == (KEY, "keyring")


def test_a_stored_key_serves_a_part_of_its_origins(keyring_with_key: Any) -> None:
    assert find_key("work", frozenset({"https://a"}), {}).key == KEY


def test_a_stored_key_is_not_used_for_another_origin(keyring_with_key: Any) -> None:
    with pytest.raises(KeyForOtherOriginsError) as excinfo:
        find_key("work", frozenset({"https://a", "https://evil"}), {})
    assert "not sent to https://evil" in str(excinfo.value)
    assert "aixtui auth login" in excinfo.value.hint
    assert excinfo.value.key_origins == HERE
    assert excinfo.value.target_origins == frozenset({"https://a", "https://evil"})


def test_no_key_names_the_ways_to_give_one(memory_keyring: Any) -> None:
    with pytest.raises(NoKeyError, match="'work'") as excinfo:
        find_key("work", HERE, {})
    assert "aixtui auth login" in excinfo.value.hint


def test_no_key_and_no_keyring_says_both(memory_keyring: Any) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringUnavailableError, match=r"no API key .*'work'.* no keyring"):
        find_key("work", HERE, {})


def test_a_failing_key_command_is_no_reason_to_take_the_next_source(keyring_with_key: Any) -> None:
    with pytest.raises(CredentialError, match="exit code 3") as excinfo:
        find_key("work", HERE, {}, command="echo secret-output; echo secret-error >&2; exit 3")
    assert "secret" not in str(excinfo.value)


def test_a_key_command_that_prints_nothing_is_refused() -> None:
    with pytest.raises(CredentialError, match="key_command is empty"):
        key_from_command("true")


def test_a_key_command_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid_file = tmp_path / "pid"
    sleeper = f"open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    monkeypatch.setattr(key_command, "TIME_LIMIT", 3)
    start = time.monotonic()
    with pytest.raises(CredentialError, match="within 3 seconds"):
        key_from_command(
            f"{shlex.quote(sys.executable)} -c {shlex.quote('import os, time; ' + sleeper)}; echo never"
        )
    assert time.monotonic() - start < 60
    deadline = time.monotonic() + 10
    while _alive(int(pid_file.read_text())) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _alive(int(pid_file.read_text()))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
