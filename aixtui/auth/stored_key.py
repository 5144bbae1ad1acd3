"""What is kept of a key: JSON, `{"key": ..., "origins": [...]}`, with the origins it was checked against."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aixtui.auth.secret import Secret, clean_key
from aixtui.setup_error import CredentialError


@dataclass(frozen=True)
class StoredKey:
    """A key, and where it may go."""

    key: Secret
    origins: frozenset[str]


def encode(key: Secret, origins: Iterable[str]) -> str:
    """The entry that keeps a key."""
    return json.dumps({"key": key.reveal(), "origins": sorted(origins)})


def decode(text: str, place: str, name: str) -> StoredKey:
    """The key of an entry that a place such as `the keyring` has under a name.

    Raises:
        CredentialError: the entry is not one of ours.
    """
    try:
        entry: Any = json.loads(text)
        return StoredKey(clean_key(entry["key"], place), frozenset(map(str, entry["origins"])))
    except (ValueError, TypeError, KeyError, AttributeError):
        # Not chained: the text may be a key that another program wrote.
        failure = CredentialError(
            f"{place.capitalize()}'s entry {name!r} was not written by aixtui.",
            "Replace it: aixtui auth login.",
        )
    raise failure
