import json
import threading
import traceback
from typing import Any

import keyring
import pytest
from keyring.backends import fail, null

from aixtui.auth import keyring_store
from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.auth.secret import Secret
from aixtui.auth.stored_key import StoredKey
from aixtui.setup_error import CredentialError

KEY = Secret("0123456789abcdef7f2c")
ORIGINS = frozenset({"https://a", "https://b"})


def test_a_key_comes_back_with_its_origins(memory_keyring: Any) -> None:
    assert keyring_store.load("work") is None
    assert keyring_store.store("work", KEY, ORIGINS) == memory_keyring.name
    assert keyring_store.load("work") == StoredKey(KEY, ORIGINS)
    assert keyring_store.load("other") is None


def test_a_forgotten_key_is_gone(memory_keyring: Any) -> None:
    keyring_store.store("work", KEY, ORIGINS)
    assert keyring_store.forget("work") is True
    assert keyring_store.forget("work") is False
    assert memory_keyring.entries == {}


@pytest.mark.parametrize(
    "entry", ["{}", "{}[", "[]", '["{}"]', '{{"key":"{}"}}', '{{"key":3,"origins":["{}"]}}']
)
def test_an_entry_of_another_hand_is_refused_and_not_repeated(memory_keyring: Any, entry: str) -> None:
    memory_keyring.entries["aixtui", "work"] = entry.format(KEY.reveal())
    with pytest.raises(CredentialError, match="not written by aixtui") as excinfo:
        keyring_store.load("work")
    assert KEY.reveal() not in "".join(traceback.format_exception(excinfo.value))


def test_an_entry_with_a_broken_key_is_refused(memory_keyring: Any) -> None:
    memory_keyring.entries["aixtui", "work"] = json.dumps({"key": "a\nb", "origins": []})
    with pytest.raises(CredentialError, match="keyring"):
        keyring_store.load("work")


def test_a_machine_without_a_keyring_is_told_the_choices(memory_keyring: Any) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    for call in (
        lambda: keyring_store.load("work"),
        lambda: keyring_store.store("work", KEY, ORIGINS),
        lambda: keyring_store.forget("work"),
    ):
        with pytest.raises(KeyringUnavailableError, match="no keyring") as excinfo:
            call()
        assert "TEAM_API_KEY" in excinfo.value.hint
        assert "key_command" in excinfo.value.hint
        assert "one session" in excinfo.value.hint


def test_a_failing_keyring_does_not_repeat_the_secret(
    memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(service: str, username: str, password: str) -> None:
        raise RuntimeError(f"cannot store {password}")

    monkeypatch.setattr(memory_keyring, "set_password", refuse)
    with pytest.raises(KeyringUnavailableError, match="RuntimeError") as excinfo:
        keyring_store.store("work", KEY, ORIGINS)
    assert KEY.reveal() not in str(excinfo.value)
    assert excinfo.value.__cause__ is None
    assert excinfo.value.__context__ is None


def test_a_hanging_keyring_is_left_behind(memory_keyring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(memory_keyring, "get_password", lambda *_: release.wait(60) and None)
    monkeypatch.setattr(keyring_store, "TIME_LIMIT", 0.05)
    try:
        with pytest.raises(KeyringUnavailableError, match=r"within 0\.05 seconds"):
            keyring_store.load("work")
        (thread,) = (t for t in threading.enumerate() if t.name == "aixtui-keyring")
        assert thread.daemon
    finally:
        release.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_keyring_that_keeps_nothing_is_noticed(memory_keyring: Any) -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    assert keyring_store.load("work") is None
    with pytest.raises(KeyringUnavailableError, match="did not keep the key"):
        keyring_store.store("work", KEY, ORIGINS)


def test_a_plain_file_is_not_a_keyring(memory_keyring: Any) -> None:
    plain = type("PlaintextKeyring", (type(memory_keyring),), {})()
    keyring.set_keyring(plain)
    with pytest.raises(KeyringUnavailableError, match="plain file"):
        keyring_store.store("work", KEY, ORIGINS)
    assert plain.entries == {}


def test_of_a_chain_the_first_that_is_no_plain_file_is_used(memory_keyring: Any) -> None:
    plain = type("PlaintextKeyring", (type(memory_keyring),), {})()
    chain = type("Chain", (type(memory_keyring),), {"backends": [plain, memory_keyring]})()
    keyring.set_keyring(chain)
    keyring_store.store("work", KEY, ORIGINS)
    assert keyring_store.load("work") == StoredKey(KEY, ORIGINS)
    assert list(memory_keyring.entries) == [("aixtui", "work")]
