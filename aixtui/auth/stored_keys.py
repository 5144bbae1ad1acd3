"""The keys that are kept, one a profile: in the keyring or, where that was asked for, in a private file."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from aixtui.auth import key_file, keyring_store
from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.auth.secret import Secret
from aixtui.auth.stored_key import StoredKey
from aixtui.setup_error import CredentialError

KEYRING = "keyring"
FILE = "private file (unencrypted)"


class KeptKey(NamedTuple):
    """A key, and where it is kept."""

    stored: StoredKey
    place: str
    """`KEYRING` or `FILE`."""


def likely_place(profile: str) -> str:
    """Where the key of a profile would be kept; the keyring is not asked, which may take its time."""
    with suppress(CredentialError):
        return FILE if key_file.has(profile) else KEYRING
    return FILE


def load(profile: str) -> KeptKey | None:
    """Find the key of a profile; None when neither place has one.

    Raises:
        KeyringUnavailableError: the keyring could not be asked, and the file has none.
        CredentialError: an entry or the file is not one of ours.
    """
    if stored := key_file.load(profile):
        return KeptKey(stored, FILE)
    stored = keyring_store.load(profile)
    return KeptKey(stored, KEYRING) if stored else None


def store(profile: str, key: Secret, origins: Iterable[str], *, in_file: bool = False) -> str:
    """Keep the key of a profile for these origins, in one place alone; return the name of that place.

    Raises:
        CredentialError: it was not stored.
    """
    origins = frozenset(origins)
    if not in_file:
        place = keyring_store.store(profile, key, origins)
        key_file.forget(profile)
        return place
    place = key_file.store(profile, key, origins)
    with suppress(KeyringUnavailableError):  # the file goes before it
        keyring_store.forget(profile)
    return place


def forget(profile: str) -> tuple[str, ...]:
    """Remove the key of a profile; return the places that had one.

    Raises:
        KeyringUnavailableError: the keyring could not be asked, and the file had none.
        CredentialError: the file cannot be read or written.
    """
    if not key_file.forget(profile):
        return (KEYRING,) if keyring_store.forget(profile) else ()
    try:
        return (FILE, KEYRING) if keyring_store.forget(profile) else (FILE,)
    except KeyringUnavailableError:
        return (FILE,)
