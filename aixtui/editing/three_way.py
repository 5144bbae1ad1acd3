"""What every three-way merge comes down to: one value as it was, as I made it, and as they made it. Pure."""

import json
from typing import Any, NamedTuple


class Sides(NamedTuple):
    """What a merge comes to with mine and with theirs; the same where nobody has to choose."""

    mine: Any
    theirs: Any


def merge_value(base: Any, mine: Any, theirs: Any) -> Sides:
    """Merge a JSON value that cannot be taken apart."""
    if same(base, mine):
        return Sides(theirs, theirs)
    return Sides(mine, mine if same(base, theirs) else theirs)


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values say the same; unlike in Python, 1 is neither True nor 1.0."""
    return one is other or _document(one) == _document(other)


def _document(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
