"""YAML into parts with their places: no aliases, no tags, no name twice.

What stands there is taken as text; what `no`, `1e3` and `2030-01-31` mean is settled by the field that takes
it.
"""

import re
from collections.abc import Iterator
from typing import Any

from aixtui.editing.document_text.nodes import (
    DocumentTextError,
    Entries,
    Items,
    Node,
    Place,
    Scalar,
    check_depth,
    entries_of,
    whole_characters,
)

_SPECIAL = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML takes for a line break that no editor shows as one, or does not take at all.

Compiled with the first text that is read: it takes longer than a hundred lines of the app's start.
"""
_FIRST_STAND_IN, _LAST_STAND_IN = 0xF0000, 0x10FFFF
_REMEDIES = (
    (
        "mapping values are not allowed",
        "A text with a colon in it stands in quotes, or below its name after |-.",
    ),
    ("found character '\\t'", "Lines are indented by spaces, not by tabs."),
    ("could not find expected ':'", "After a name stand a colon and a space."),
    ("expected <block end>", "It is indented otherwise than the lines before."),
    ("found unexpected end of stream", "The quotes are not closed."),
)


def read_yaml(text: str) -> Node:
    """The parts of a YAML document.

    Raises:
        DocumentTextError: it is none, or holds what is not taken.
    """
    first, *others = read_yaml_documents(text)
    if others:
        raise DocumentTextError("A second document begins here: only one is taken.", others[0].place)
    return first


def read_yaml_documents(text: str) -> tuple[Node, ...]:
    """The parts of each YAML document of a text, of which there is at least one.

    Raises:
        DocumentTextError: one is none, or holds what is not taken.
    """
    import yaml

    stand_ins = _stand_ins(text)
    try:
        events = yaml.parse(text.translate(stand_ins), Loader=yaml.SafeLoader)
        return _Reading(events, {sign: chr(code) for code, sign in stand_ins.items()}).documents()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        problem = error.problem or error.context or "it cannot be read"
        remedy = next((f" {words}" for sign, words in _REMEDIES if sign in problem), "")
        raise DocumentTextError(f"This is no YAML: {problem}.{remedy}", place) from None


def _stand_ins(text: str) -> dict[int, str]:
    """A character that the text does not hold for each one that is special to YAML and not to editors."""
    special = sorted(set(re.findall(_SPECIAL, text)))
    free = (one for code in range(_FIRST_STAND_IN, _LAST_STAND_IN) if (one := chr(code)) not in text)
    return {ord(one): next(free) for one in special}


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Reading:
    """Takes the events of a parser."""

    def __init__(self, events: Iterator[Any], originals: dict[str, str]) -> None:
        self._events, self._originals = events, str.maketrans(originals)
        self._place = Place(1, 1)

    def _next(self) -> Any:
        try:
            event = next(self._events)
        except (ValueError, OverflowError):  # of a character's number, which the library does not look at
            raise DocumentTextError(
                "An escape here stands for no character: \\U goes up to \\U0010FFFF.", self._place
            ) from None
        self._place = _place(event.end_mark)
        return event

    def documents(self) -> tuple[Node, ...]:
        """All documents that there are."""
        import yaml

        self._next()  # the beginning of the stream
        nodes = []
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            nodes.append(self._node(self._next(), 0))
            self._next()  # the end of the document
        if not nodes:
            raise DocumentTextError("There is nothing in it.", _place(event.start_mark))
        return tuple(nodes)

    def _node(self, event: Any, depth: int) -> Node:
        import yaml

        place = _place(event.start_mark)
        check_depth(depth, place)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise DocumentTextError("Aliases and anchors are not taken: write it out.", place)
        if event.tag not in (None, "!"):
            raise DocumentTextError(f"Tags such as {event.tag} are not taken.", place)
        if isinstance(event, yaml.ScalarEvent):
            value = whole_characters(event.value.translate(self._originals))
            return Scalar(value, event.style is None, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._nodes(yaml.SequenceEndEvent, depth)), place)
        return self._entries(place, depth)

    def _nodes(self, end: type, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), end):
            yield self._node(event, depth + 1)

    def _entries(self, place: Place, depth: int) -> Entries:
        import yaml

        def pairs() -> Iterator[tuple[Scalar, Node]]:
            nodes = self._nodes(yaml.MappingEndEvent, depth)
            for key in nodes:
                if not isinstance(key, Scalar):
                    raise DocumentTextError("A name is a single text.", key.place)
                yield key, next(nodes)

        return entries_of(pairs(), place)
