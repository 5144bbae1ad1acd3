"""What an object holds, and what that holds, as far as it is ours."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from tests.architecture.classes import is_ours

_GROUPS = (list, tuple, set, frozenset, deque)


def held_by(start: object, beyond: tuple[type, ...]) -> list[object]:
    """All that an object reaches by attributes of objects of ours, as far as those of `beyond`.

    Functions and bound methods are not looked into: whoever calls one back does not know what is behind it.
    """
    reach: dict[int, object] = {}
    waiting = list(_attributes(start))
    while waiting:
        one = waiting.pop()
        if id(one) not in reach:
            reach[id(one)] = one
            if not isinstance(one, beyond):
                waiting += _attributes(one)
    return [one for one in reach.values() if one is not start]


def _attributes(one: object) -> Iterator[Any]:
    if isinstance(one, Mapping):
        yield from one.keys()
        yield from one.values()
    elif isinstance(one, _GROUPS):
        yield from one
    elif is_ours(type(one)) and not isinstance(one, type):
        yield from getattr(one, "__dict__", {}).values()
        slots = [name for cls in type(one).__mro__ for name in _slots(cls)]
        yield from (getattr(one, name) for name in slots if hasattr(one, name))


def _slots(cls: type) -> tuple[str, ...]:
    slots = getattr(cls, "__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)
