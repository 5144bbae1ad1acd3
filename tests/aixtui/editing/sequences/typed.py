"""What was typed, as a draft may have to hold it."""

from typing import NamedTuple, TypeAlias

from tests.aixtui.editing.sequences.oracle import is_same
from tests.aixtui.editing.sequences.probe import FIELDS

Texts: TypeAlias = dict[str, str]
SECRETS = frozenset(field.name for field in FIELDS if field.is_secret)


class Typed(NamedTuple):
    """What was typed, and into which texts: what a draft may have to hold."""

    changes: Texts
    seen: Texts
    """What the user saw of the document when that was typed."""

    @property
    def kept(self) -> Texts:
        """What a draft holds of it."""
        return {name: text for name, text in self.changes.items() if name not in SECRETS}

    def says_nothing(self, name: str) -> bool:
        """Whether a text is another spelling of what was there."""
        (field,) = (field for field in FIELDS if field.name == name)
        return is_same(field, self.changes[name], self.seen[name])

    @property
    def secrets(self) -> set[str]:
        """The fields that have to be typed again."""
        return {name for name, text in self.changes.items() if name in SECRETS and text}


class Shelf(NamedTuple):
    """A draft that no window writes."""

    typed: tuple[Typed, ...]
    """What it may hold; a kill in the middle leaves it open."""
    arrived: bool | None = None
    """Whether the save that was on its way has reached the server; None where none was, or nobody can say."""
