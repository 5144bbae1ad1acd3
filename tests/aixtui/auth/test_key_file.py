"""The private file: only on request, only for its owner, never beside the keyring."""

from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from aixtui.auth import key_file, keyring_store, stored_keys
from aixtui.auth.secret import Secret
from aixtui.auth.sources import find_key
from aixtui.auth.stored_key import StoredKey
from aixtui.auth.stored_keys import FILE, KEYRING, KeptKey
from aixtui.setup_error import CredentialError

KEY, OTHER = Secret("0123456789abcdef7f2c"), Secret("fedcba98765432100abc")
ORIGINS = frozenset({"https://a"})


@pytest.fixture
def no_keyring(memory_keyring: Any) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.mark.usefixtures("no_keyring")
def test_a_key_comes_back_from_a_file_of_its_owner_alone() -> None:
    assert "unencrypted" in stored_keys.store("work", KEY, ORIGINS, in_file=True)
    assert stored_keys.load("work") == KeptKey(StoredKey(KEY, ORIGINS), FILE)
    assert find_key("work", ORIGINS, {}).source == FILE
    path = key_file.key_file()
    assert path.stat().st_mode & 0o777 == 0o600
    stored_keys.store("home", OTHER, ORIGINS, in_file=True)
    assert stored_keys.forget("work") == (FILE,)
    assert key_file.load("home") == StoredKey(OTHER, ORIGINS)
    stored_keys.forget("home")
    assert not path.exists()


@pytest.mark.usefixtures("no_keyring")
def test_without_the_word_no_file_is_written() -> None:
    with pytest.raises(CredentialError, match="no keyring") as caught:
        stored_keys.store("work", KEY, ORIGINS)
    assert "aixtui auth login --profile work --insecure-storage" in caught.value.hint
    assert not key_file.key_file().exists()


def test_a_key_is_in_one_place_alone(memory_keyring: Any) -> None:
    stored_keys.store("work", KEY, ORIGINS)
    stored_keys.store("work", OTHER, ORIGINS, in_file=True)
    assert memory_keyring.entries == {}
    assert stored_keys.store("work", KEY, ORIGINS) == memory_keyring.name
    assert key_file.load("work") is None
    assert stored_keys.load("work") == KeptKey(StoredKey(KEY, ORIGINS), KEYRING)


def test_a_file_that_others_may_read_is_not_used(memory_keyring: Any) -> None:
    stored_keys.store("work", KEY, ORIGINS, in_file=True)
    key_file.key_file().chmod(0o640)
    with pytest.raises(CredentialError, match="Others may read the key file") as caught:
        stored_keys.load("work")
    assert "chmod 600" in caught.value.hint


@pytest.mark.parametrize("text", ["[]", "{", '{"work": 3}', '{"work": "0123456789abcdef7f2c"}'])
def test_a_file_of_another_hand_is_refused_and_not_repeated(memory_keyring: Any, text: str) -> None:
    stored_keys.store("work", KEY, ORIGINS, in_file=True)
    key_file.key_file().write_text(text)
    with pytest.raises(CredentialError, match="not written by aixtui") as caught:
        stored_keys.load("work")
    assert KEY.reveal() not in str(caught.value)


def test_a_keyring_is_not_asked_where_the_file_has_the_key(
    memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored_keys.store("work", KEY, ORIGINS, in_file=True)
    monkeypatch.setattr(keyring_store, "load", lambda _: pytest.fail("the keyring was asked"))
    assert stored_keys.load("work") == KeptKey(StoredKey(KEY, ORIGINS), FILE)


def test_a_folder_that_cannot_be_written_is_said(memory_keyring: Any) -> None:
    path: Path = key_file.key_file()
    path.mkdir(parents=True)
    with pytest.raises(CredentialError, match="Cannot read the key file"):
        stored_keys.store("work", KEY, ORIGINS, in_file=True)
