"""A document that was read: its parts, each with the place in the text that it came from."""

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

DEEPEST = 50
"""Levels that a document may have: deeper ones are made to do harm."""
_HALF = re.compile("[\ud800-\udfff]")
_NULLS = ("", "~", "null", "Null", "NULL")


class Place(NamedTuple):
    """Where something begins in a text, counted from 1."""

    line: int
    column: int


class DocumentTextError(ValueError):
    """A text is no document that can be taken; `sentence` says why, `place` where."""

    title = "It cannot be read"
    hint = ""

    def __init__(self, reason: str, place: Place, *, first_line: int = 0) -> None:
        """`first_line` is that of what is there twice."""
        self._reason, self.place, self._first_line = reason, place, first_line
        super().__init__(f"line {place.line}, column {place.column}: {self.sentence}")

    @property
    def sentence(self) -> str:
        """Why."""
        return self.sentence_below(0)

    def sentence_below(self, lines: int) -> str:
        """Why, where the text stands below so many other lines."""
        if not self._first_line:
            return self._reason
        return f"{self._reason}, in line {self._first_line + lines}."


class NoDocumentError(DocumentTextError):
    """A text that can be read holds something else than one document."""


class Scalar(NamedTuple):
    """A single value, as the text that stands for it."""

    text: str
    is_plain: bool
    """Whether it stands without quotes: a number, yes or no, nothing, or a text."""
    place: Place

    @property
    def is_null(self) -> bool:
        """Whether it stands for nothing."""
        return self.is_plain and is_null(self.text)


class Items(NamedTuple):
    """A list."""

    nodes: tuple["Node", ...]
    place: Place


class Entries(NamedTuple):
    """Values by their names."""

    nodes: dict[str, "Node"]
    keys: dict[str, Place]
    """Where the name of each stands."""
    place: Place


Node: TypeAlias = Scalar | Items | Entries


def entries_of(pairs: Iterable[tuple[Scalar, Node]], place: Place) -> Entries:
    """Values by their names, of which none is there twice."""
    entries = Entries({}, {}, place)
    for key, node in pairs:
        if key.text in entries.nodes:
            first = entries.keys[key.text].line
            raise DocumentTextError(f"{key.text} is there already", key.place, first_line=first)
        entries.nodes[key.text], entries.keys[key.text] = node, key.place
    return entries


def check_depth(depth: int, place: Place) -> None:
    """Refuse what lies too deep."""
    if depth > DEEPEST:
        raise DocumentTextError(f"There are more than {DEEPEST} levels.", place)


def whole_characters(text: str) -> str:
    """Put together what escapes have said in two halves; a half without the other is lost."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def is_null(text: str) -> bool:
    """Whether a text without quotes stands for nothing."""
    return text in _NULLS


def value_of(node: Node) -> Any:
    """What a part stands for in JSON. Words such as yes, dates and the like are texts."""
    if isinstance(node, Entries):
        return {key: value_of(one) for key, one in node.nodes.items()}
    if isinstance(node, Items):
        return [value_of(one) for one in node.nodes]
    if node.is_null:
        return None
    if node.is_plain:
        try:
            return json.loads(node.text)
        except ValueError:
            pass
    return node.text
