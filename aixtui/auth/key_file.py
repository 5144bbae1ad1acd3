"""A private file with keys, for machines without a keyring: written only where it was asked for by name."""

import json
from collections.abc import Iterable
from pathlib import Path

from aixtui.auth.secret import Secret
from aixtui.auth.stored_key import StoredKey, decode, encode
from aixtui.files.gate import read_text
from aixtui.setup_error import CredentialError
from aixtui.system.paths import data_dir
from aixtui.system.private_file import replace_file

PLACE = "the private file"
_OTHERS = 0o077


def key_file() -> Path:
    """Where the keys are kept."""
    return data_dir() / "keys.json"


def load(profile: str) -> StoredKey | None:
    """Read the key of a profile; None when there is none.

    Raises:
        CredentialError: others may read the file, it cannot be read, or it is not one of ours.
    """
    entry = _entries().get(profile)
    return decode(entry, PLACE, profile) if entry is not None else None


def has(profile: str) -> bool:
    """Whether it has a key of a profile.

    Raises:
        CredentialError: the file cannot be read.
    """
    return profile in _entries()


def store(profile: str, key: Secret, origins: Iterable[str]) -> str:
    """Keep the key of a profile for these origins; return the name of the place.

    Raises:
        CredentialError: it was not stored.
    """
    _write({**_entries(), profile: encode(key, origins)})
    return f"the file {key_file()}, unencrypted: who can read your files can read it"


def forget(profile: str) -> bool:
    """Remove the key of a profile; False when there was none. A file without keys goes.

    Raises:
        CredentialError: the file cannot be read or written.
    """
    entries = _entries()
    if entries.pop(profile, None) is None:
        return False
    _write(entries)
    return True


def _entries() -> dict[str, str]:
    path = key_file()
    try:
        text = read_text(path)
        mode = path.stat().st_mode
    except FileNotFoundError:
        return {}
    except OSError as error:
        text = f"Cannot read the key file {path}: {error.strerror}."
        raise CredentialError(text, "Make it a file of yours that you may read.") from error
    if mode & _OTHERS:
        raise CredentialError(
            f"Others may read the key file {path}, so it is not used.",
            f"Make it yours alone: chmod 600 {path}. Who could read it has the key: make another one.",
        )
    try:
        entries = json.loads(text)
    except ValueError:
        entries = None
    if not isinstance(entries, dict) or not all(isinstance(one, str) for one in entries.values()):
        raise CredentialError(
            f"The key file {path} was not written by aixtui.", "Move it away, and log in again."
        )
    return entries


def _write(entries: dict[str, str]) -> None:
    path = key_file()
    try:
        if entries:
            replace_file(path, json.dumps(entries).encode())
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CredentialError(f"Cannot write the key file {path}: {error.strerror}.") from error
