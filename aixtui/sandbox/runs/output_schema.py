"""A JSON answer in the shape that an agent is expected to give."""

import json
from collections import deque
from collections.abc import Iterable, Mapping


def expected_names(expected: object) -> tuple[str, ...]:
    """The names at the top of a JSON schema, or of an example; both also as a string. None for other text."""
    if isinstance(expected, str):
        try:
            expected = json.loads(expected)
        except (ValueError, RecursionError):  # nested deeper than can be read
            return ()
    if not isinstance(expected, dict):
        return ()
    if "properties" in expected or expected.get("type") == "object":
        expected = expected.get("properties")
    return tuple(expected) if isinstance(expected, dict) else ()


def shaped(found: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    """Each name with what was found under it, at any depth, the highest first; null where nothing was."""
    there = _by_plain_name(found)
    return {name: there.get(_plain(name)) for name in names}


def _by_plain_name(found: Mapping[str, object]) -> dict[str, object]:
    there: dict[str, object] = {}
    waiting: deque[object] = deque([found])
    while waiting:
        value = waiting.popleft()
        if isinstance(value, Mapping):
            for key, inner in value.items():
                there.setdefault(_plain(str(key)), inner)
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)
    return there


def _plain(name: str) -> str:
    """A name without case and separators: tools and callers spell them in their own ways."""
    return "".join(character for character in name.casefold() if character.isalnum())
