"""JSON into parts with their places: no name twice."""

import json
import re
from collections.abc import Iterator

from aixtui.editing.document_text.nodes import (
    DEEPEST,
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

_TOKEN = re.compile(r'[{}\[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+')
_SEVERAL = "Extra data"


def read_json(text: str) -> Node:
    """The parts of a JSON document.

    Raises:
        DocumentTextError: it is none, or holds what is not taken.
    """
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        if error.msg == _SEVERAL:
            raise DocumentTextError("A second document begins here: only one is taken.", place) from None
        raise DocumentTextError(f"This is no JSON: {error.msg}.", place) from None
    except RecursionError:
        check_depth(DEEPEST + 1, Place(1, 1))
    except ValueError as error:  # a number of thousands of digits
        raise DocumentTextError(f"This is no JSON that can be read: {error}.", Place(1, 1)) from None
    return _Walk(text).node(0)


class _Walk:
    """Goes through a text that is JSON."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.finditer(text)
        self._line, self._line_start, self._text = 1, 0, text
        self._at = 0

    def node(self, depth: int) -> Node:
        """The part that begins here."""
        return self._node(*self._next(), depth)

    def _next(self) -> tuple[str, Place]:
        token = next(self._tokens)
        start = token.start()
        if (line_end := self._text.rfind("\n", self._at, start)) >= 0:
            self._line += self._text.count("\n", self._at, start)
            self._line_start = line_end + 1
        self._at = start
        return token[0], Place(self._line, start - self._line_start + 1)

    def _node(self, token: str, place: Place, depth: int) -> Node:
        check_depth(depth, place)
        if token == "{":
            return self._entries(place, depth)
        if token == "[":
            return Items(tuple(self._items(depth)), place)
        return self._scalar(token, place)

    def _scalar(self, token: str, place: Place) -> Scalar:
        is_plain = not token.startswith('"')
        return Scalar(token if is_plain else whole_characters(json.loads(token)), is_plain, place)

    def _items(self, depth: int) -> Iterator[Node]:
        token, place = self._next()
        while token != "]":
            yield self._node(token, place, depth + 1)
            token, place = self._next()
            if token == ",":
                token, place = self._next()

    def _entries(self, place: Place, depth: int) -> Entries:
        def pairs() -> Iterator[tuple[Scalar, Node]]:
            token, key_place = self._next()
            while token != "}":
                self._next()  # the colon
                yield self._scalar(token, key_place), self.node(depth + 1)
                token, key_place = self._next()
                if token == ",":
                    token, key_place = self._next()

        return entries_of(pairs(), place)
