"""Lists of entries as YAML: each value on a line of its own, long texts as blocks, names behind ids. Pure."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from aixtui.editing.document_text.nodes import DEEPEST, is_null, whole_characters
from aixtui.editing.document_text.yaml_pieces import STEP, block, comment, inline
from aixtui.kindspec.cells import clean

LONGEST_NAME = 500
"""Characters of a name that any reader of YAML takes for one."""
_LEVELS_AROUND = 5
"""Levels of a document that a list of entries may lie in, with those of its own."""
_FIRST = ("name", "id", "assetId")
"""What tells one entry from others stands at its head, in this order."""
Texts = Callable[[str], str]


def fits(value: Any, depth: int = _LEVELS_AROUND) -> bool:
    """Whether a JSON value can be written so that it is read as it was."""
    if isinstance(value, Mapping):
        are_names = all(len(key) <= LONGEST_NAME and whole_characters(key) == key for key in value)
        return depth < DEEPEST and are_names and all(fits(one, depth + 1) for one in value.values())
    if isinstance(value, list):
        return depth < DEEPEST and all(fits(one, depth + 1) for one in value)
    return not isinstance(value, str) or whole_characters(value) == value


def entry_lines(
    entries: Sequence[Mapping[str, Any]], indent: str, *, about: Mapping[str, str], name_of: Texts
) -> Iterator[str]:
    """The lines of a list that fits, indented so.

    Args:
        entries: JSON objects.
        indent: what each line begins with.
        about: sentences on values of an entry, by their names, in the order that they are to stand in. They
            are told once.
        name_of: the name of a resource by its id; the id where that is not known.
    """
    writing = _Writing(name_of, tuple(dict.fromkeys((*_FIRST, *about))))
    for place, entry in enumerate(entries):
        lines = [*writing.item(entry, indent)] if place else [*writing.explained(entry, indent, about)]
        yield from (["", *lines] if place else lines)


class _Writing:
    def __init__(self, name_of: Texts, order: Sequence[str]) -> None:
        self._name_of, self._order = name_of, order

    def explained(self, entry: Mapping[str, Any], indent: str, about: Mapping[str, str]) -> Iterator[str]:
        """An entry with a comment above each of its values."""
        start = f"{indent}- "
        for key in self._keys(entry):
            yield from comment(about[key], indent + STEP) if key in about else ()
            first, *more = self._pair(key, entry[key], indent + STEP)
            yield start + first.lstrip(" ")
            yield from more
            start = indent + STEP
        if not entry:
            yield f"{indent}- {{}}"

    def item(self, value: Any, indent: str) -> Iterator[str]:
        """An item of a list; the first value of a mapping stands behind its dash."""
        if isinstance(value, Mapping) and value:
            first, *more = self._mapping(value, indent + STEP)
            yield f"{indent}- {first.lstrip(' ')}"
        else:
            first, *more = self._value(value, indent + STEP)
            yield f"{indent}- {first}".rstrip(" ")
        yield from more

    def _mapping(self, value: Mapping[str, Any], indent: str) -> Iterator[str]:
        for key in self._keys(value):
            yield from self._pair(key, value[key], indent)

    def _pair(self, key: str, value: Any, indent: str) -> Iterator[str]:
        first, *more = self._value(value, indent + STEP)
        yield f"{indent}{inline(key)}: {first}".rstrip(" ")
        yield from more

    def _value(self, value: Any, indent: str) -> list[str]:
        """What stands behind a name or a dash, and the lines below that."""
        if isinstance(value, Mapping) and value:
            return ["", *self._mapping(value, indent)]
        if isinstance(value, list) and value:
            return ["", *(line for one in value for line in self.item(one, indent))]
        return (self._text(value, indent) if isinstance(value, str) else json.dumps(value)).split("\n")

    def _text(self, text: str, indent: str) -> str:
        if "\n" in text:
            return block(text, indent)
        written = inline(text)
        if written == text and _is_another_value(text):
            written = json.dumps(text)
        name = clean(self._name_of(text))
        return written if name in ("", clean(text)) else f"{written}  # {name}"

    def _keys(self, value: Mapping[str, Any]) -> list[str]:
        return [
            *(key for key in self._order if key in value),
            *(key for key in value if key not in self._order),
        ]


def _is_another_value(text: str) -> bool:
    """Whether it stands for something else than a text, where it has no quotes."""
    if is_null(text):
        return True
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
