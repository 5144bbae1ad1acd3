"""The difference that a save made, or what comes back of what was deleted, in the words of the form."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aixtui.editing.kept_state import KeptState
from aixtui.editing.reference_names import referred_to
from aixtui.editing.resource_names import Unnamed
from aixtui.kindspec.cells import clean
from aixtui.kindspec.comeback import about
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.records import Names
from aixtui.kindspec.words import listed, words
from aixtui.stores.kept_documents import KeptDocument
from aixtui.workspace.content import HeldContent

MOST_FIELDS = 3
"""How many fields are shown; the others are named."""
MADE_AGAIN = "Is made again, with a new id."
MOST_LETTERS, MOST_ALIKE = 100, 8
"""How much there is of a text, of which a list shows what fits, and how much of what both begin with."""


class KeptDifference(NamedTuple):
    """What is needed of what is kept, to show what happened to it."""

    before: Mapping[str, str]
    """The texts of all fields."""
    after: Mapping[str, str] | None
    """What became of them; None of what was deleted."""
    fields: tuple[Field, ...]
    """Those whose texts differ; of what was deleted those that come back with a text."""
    names: Mapping[str, str]
    """The names by id that were known then."""
    sentences: tuple[str, ...] = ()
    """What is to be said before a difference, or in the place of one."""
    left_out: tuple[str, ...] = ()
    """What does not come back, in words."""

    @classmethod
    def of(cls, kept: KeptDocument, kind: Kind | None) -> "KeptDifference":
        """From what is kept of a resource of a kind, which may be none of those that are known here."""
        before = KeptState.from_json(kept.before)
        fields = kind.fields if kind is not None else ()
        if kept.after is None:
            if kind is None or before.why_gone:
                return cls({}, None, (), {}, (before.why_gone or "It is of a kind that is not known here.",))
            holds = _holds(before)
            sentences = filter(None, (MADE_AGAIN, about(kind.comeback.lacks, 1), holds))
            # Its name is what the list calls it.
            told = tuple(
                one for one in fields if one.name != "name" and before.texts.get(one.name, "").strip()
            )
            left_out = tuple(dict.fromkeys(map(clean, (*before.left_out, *kept.left_out))))
            return cls(before.texts, None, told, before.names, (*sentences,), left_out)
        after = KeptState.from_json(kept.after)
        differ = tuple(
            field
            for field in fields
            if field.name in after.texts and before.texts.get(field.name) != after.texts[field.name]
        )
        return cls(before.texts, after.texts, differ, {**after.names, **before.names})

    @property
    def unnamed(self) -> Iterator[Unnamed]:
        """What the fields that are shown refer to."""
        for texts in (self.before, self.after or {}):
            yield from referred_to(self.fields[:MOST_FIELDS], texts)

    def lines(self, names: Mapping[str, str]) -> Iterator[str]:
        """What was and what came of it, field by field, with these names by id."""
        yield from self.sentences
        for field in self.fields[:MOST_FIELDS]:
            if self.after is None:
                yield f"{field.label}: {_part(_in_short(field, self.before, names), 0)}"
                continue
            was, became = _sides(field, self.before, self.after, names)
            start = max(_alike(was, became) - MOST_ALIKE, 0)
            yield f"{field.label}: {_part(was, start)}"
            yield f"  → {_part(became, start)}"
        if others := self.fields[MOST_FIELDS:]:
            yield _part(f"and {len(others)} more: {', '.join(field.label for field in others)}", 0)
        if self.left_out:
            yield _part(f"Not kept: {', '.join(self.left_out)}", 0)


def _holds(before: KeptState) -> str:
    """The names of the files that come back with it; empty where there are none."""
    try:
        content = None if before.content is None else HeldContent.from_json(before.content)
    except ValueError as error:
        return f"What was in it cannot be read: {error}."
    if content is None:
        return ""
    return _part(f"With {', '.join(clean(one.place) for one in content.files)}", 0)


def _sides(
    field: Field, before: Mapping[str, str], after: Mapping[str, str], names: Mapping[str, str]
) -> tuple[str, str]:
    """Both on a line; entries as the form lists them, in full where that is the same of both."""
    if field.is_picked:
        was, became = (_in_short(field, texts, names) for texts in (before, after))
        if was != became:
            return was, became
    was, became = (
        _on_a_line(words(field, texts.get(field.name, ""), _name_in(names))) for texts in (before, after)
    )
    return was, became


def _in_short(field: Field, texts: Mapping[str, str], names: Mapping[str, str]) -> str:
    """What a field holds, on a line; entries as the form lists them."""
    return _joined(listed(field, {field.name: "", **texts}, _name_in(names)))


def _name_in(names: Mapping[str, str]) -> Names:
    return lambda resource_id: names.get(resource_id) or clean(resource_id)


def _joined(lines: str) -> str:
    return "; ".join(map(_on_a_line, lines.split("\n")))


def _on_a_line(text: str) -> str:
    return " ".join(clean(text).split())


def _alike(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)


def _part(line: str, start: int) -> str:
    part = line[start : start + MOST_LETTERS]
    return (f"…{part}" if start else part) or "nothing"
