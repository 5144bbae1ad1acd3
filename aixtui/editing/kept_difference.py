"""The difference that a save made or a deletion takes back, in the words of the form."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aixtui.editing.kept_state import KeptState
from aixtui.editing.reference_names import referred_to
from aixtui.editing.resource_names import Unnamed
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.words import listed, words
from aixtui.stores.kept_documents import KeptDocument

MOST_FIELDS = 3
"""How many fields are shown."""
MOST_LETTERS, MOST_ALIKE = 100, 8
"""How much there is of a text, of which a list shows what fits, and how much of what both begin with."""


class KeptDifference(NamedTuple):
    """What is needed of what is kept, to show what happened to it."""

    before: Mapping[str, str]
    """The texts of all fields."""
    after: Mapping[str, str]
    fields: tuple[Field, ...]
    """Those whose texts differ."""
    names: Mapping[str, str]
    """The names by id that were known then."""
    sentence: str = ""
    """What is to be said in the place of a difference."""

    @classmethod
    def of(cls, kept: KeptDocument, kind: Kind | None) -> "KeptDifference":
        """From what is kept of a resource of a kind, which may be none of those that are known here."""
        before = KeptState.from_json(kept.before)
        if kept.after is None:
            return cls({}, {}, (), {}, before.why_gone or "Comes back with a new id.")
        after = KeptState.from_json(kept.after)
        fields = tuple(
            field
            for field in (kind.fields if kind is not None else ())
            if field.name in after.texts and before.texts.get(field.name) != after.texts[field.name]
        )
        return cls(before.texts, after.texts, fields, {**after.names, **before.names})

    @property
    def unnamed(self) -> Iterator[Unnamed]:
        """What the fields that are shown refer to."""
        for texts in (self.before, self.after):
            yield from referred_to(self.fields[:MOST_FIELDS], texts)

    def lines(self, names: Mapping[str, str]) -> Iterator[str]:
        """What was and what came of it, field by field, with these names by id."""
        if self.sentence:
            yield self.sentence
        for field in self.fields[:MOST_FIELDS]:
            was, became = self._sides(field, names)
            start = max(_alike(was, became) - MOST_ALIKE, 0)
            yield f"{field.label}: {_part(was, start)}"
            yield f"  → {_part(became, start)}"
        if len(self.fields) > MOST_FIELDS:
            yield f"and {len(self.fields) - MOST_FIELDS} more"

    def _sides(self, field: Field, names: Mapping[str, str]) -> tuple[str, str]:
        """Both on a line; entries as the form lists them, in full where that is the same of both."""

        def name_of(resource_id: str) -> str:
            return names.get(resource_id) or clean(resource_id)

        both = [{field.name: "", **texts} for texts in (self.before, self.after)]
        if field.is_picked:
            was, became = (_joined(listed(field, texts, name_of)) for texts in both)
            if was != became:
                return was, became
        was, became = (_on_a_line(words(field, texts[field.name], name_of)) for texts in both)
        return was, became


def _joined(lines: str) -> str:
    return "; ".join(map(_on_a_line, lines.split("\n")))


def _on_a_line(text: str) -> str:
    return " ".join(clean(text).split())


def _alike(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)


def _part(line: str, start: int) -> str:
    part = line[start : start + MOST_LETTERS]
    return (f"…{part}" if start else part) or "nothing"
