"""A key that cannot be printed by accident."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from aixtui.setup_error import CredentialError

# Below this length four characters would be a good part of the whole.
_SHORTEST_WITH_HINT = 12
_SHOWN = 4
"""Characters of each end that a masked key shows."""
_known: set[str] = set()


def known_secrets() -> frozenset[str]:
    """The texts of all secrets that this process has seen: what is written down is searched for them."""
    return frozenset(_known)


class Secret:
    """Text that only `reveal()` shows."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        _known.add(text)

    def reveal(self) -> str:
        """Return the text itself."""
        return self._text

    @property
    def hint(self) -> str:
        """The last four characters, enough to tell two keys apart: `…7f2c`."""
        return f"…{self._text[-_SHOWN:]}" if len(self._text) >= _SHORTEST_WITH_HINT else "…"

    def is_masked_as(self, text: str) -> bool:
        """Whether a masked key, such as `1a2b****7f2c`, may be this one: its ends are."""
        ends = self._text[:_SHOWN], self._text[-_SHOWN:]
        return len(self._text) >= _SHORTEST_WITH_HINT and (text[:_SHOWN], text[-_SHOWN:]) == ends

    def fingerprint(self, purpose: str) -> str:
        """What tells it from other keys for one purpose, and leads back to none: 12 hexadecimal digits."""
        return sha256(f"aixtui {purpose}\0{self._text}".encode()).hexdigest()[:12]

    def __repr__(self) -> str:
        return "Secret('…')"

    def __str__(self) -> str:
        return "…"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not pickled")


@dataclass(frozen=True)
class Credential:
    """A key and where it came from."""

    key: Secret
    source: str
    """For people: `environment variable TEAM_API_KEY`, `keyring` ..."""


RenewKey: TypeAlias = Callable[[str], str | None]
"""Given a key that is refused, the one to go on with. It blocks."""


def clean_key(text: str, source: str) -> Secret:
    """Make a key of what was pasted, typed or printed, without the white space around it.

    Raises:
        CredentialError: it is empty, or holds what an HTTP header cannot carry.
    """
    key = text.strip()
    if not key:
        raise CredentialError(f"The key from {source} is empty.")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise CredentialError(
            f"The key from {source} holds a character that no key has: a space, a line break or a symbol."
        )
    return Secret(key)
