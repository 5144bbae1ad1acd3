"""The system's keyring, which may be slow, locked or missing: every call has a time limit.

An entry is JSON, `{"key": ..., "origins": [...]}`: the key, and the origins it was checked against.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from aixtui.auth.secret import Secret, clean_key
from aixtui.setup_error import CredentialError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "aixtui"
TIME_LIMIT = 5.0
"""Seconds; a desktop that asks for a password to unlock needs longer, and is told how to go on."""

CHOICES = "Set TEAM_API_KEY, set key_command in the settings, or give a key for one session only."

T = TypeVar("T")


class KeyringUnavailableError(CredentialError):
    """The keyring did not do it: none on this machine, locked, or too slow."""

    title = "No keyring"


@dataclass(frozen=True)
class StoredKey:
    """What an entry of the keyring holds."""

    key: Secret
    origins: frozenset[str]
    """Where the key may go."""


def load(profile: str) -> StoredKey | None:
    """Read the key of a profile; None when there is none.

    Raises:
        KeyringUnavailableError: the keyring could not be asked.
        CredentialError: the entry is not one of ours.
    """

    text = _within_limit(lambda backend: backend.get_password(SERVICE, profile))
    return _decode(text) if text is not None else None


def store(profile: str, key: Secret, origins: Iterable[str]) -> str:
    """Keep the key of a profile for these origins; return the keyring's own name.

    Raises:
        KeyringUnavailableError: it was not stored.
    """
    entry = json.dumps({"key": key.reveal(), "origins": sorted(origins)})

    def write(backend: KeyringBackend) -> str:
        backend.set_password(SERVICE, profile, entry)
        if (
            backend.get_password(SERVICE, profile) != entry
        ):  # a null keyring takes everything and keeps nothing
            raise KeyringUnavailableError(f"{backend.name} did not keep the key.", CHOICES)
        return str(backend.name)

    return _within_limit(write)


def forget(profile: str) -> bool:
    """Remove the key of a profile; False when there was none.

    Raises:
        KeyringUnavailableError: the keyring could not be asked.
    """

    def remove(backend: KeyringBackend) -> bool:
        if backend.get_password(SERVICE, profile) is None:
            return False
        backend.delete_password(SERVICE, profile)
        return True

    return _within_limit(remove)


def _decode(text: str) -> StoredKey:
    try:
        entry = json.loads(text)
        return StoredKey(clean_key(entry["key"], "the keyring"), frozenset(map(str, entry["origins"])))
    except (ValueError, TypeError, KeyError, AttributeError):
        # Not chained: the text may be a key that another program wrote.
        failure = CredentialError(
            f"The keyring's entry {SERVICE!r} was not written by aixtui.", "Replace it: aixtui auth login."
        )
    raise failure


def _backend() -> KeyringBackend:
    """Choose the system's best keyring that is not a plain file."""
    import keyring

    keyring_backend = keyring.get_keyring()
    for backend in getattr(keyring_backend, "backends", [keyring_backend]):
        if "plaintext" not in type(backend).__name__.lower():
            return backend  # type: ignore[no-any-return]  # a chain's list is not typed
    raise KeyringUnavailableError(
        "The only keyring of this machine is a plain file, which is not used.", CHOICES
    )


def _within_limit(call: Callable[[KeyringBackend], T]) -> T:
    """Run `call` in a daemon thread, since a keyring that waits for a desktop cannot be interrupted."""
    results: list[T] = []
    failures: list[Exception] = []

    def work() -> None:
        try:
            results.append(call(_backend()))
        except Exception as error:  # backends raise whatever their desktop raises
            failures.append(error)

    thread = threading.Thread(target=work, name="aixtui-keyring", daemon=True)
    thread.start()
    thread.join(TIME_LIMIT)
    if results:
        return results[0]
    if failures and isinstance(failures[0], KeyringUnavailableError):
        raise failures[0]
    if failures:
        # The cause is not chained: some backends put the secret into their messages.
        raise KeyringUnavailableError(_sentence(failures[0]), CHOICES)
    raise KeyringUnavailableError(f"The keyring did not answer within {TIME_LIMIT:g} seconds.", CHOICES)


def _sentence(error: Exception) -> str:
    name = type(error).__name__
    if name == "NoKeyringError":
        return "This machine has no keyring to keep a key in."
    return f"The keyring could not be used ({name}); it may be locked."
