"""A list of entries that both sides changed, merged entry by entry and in each key by key. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.editing.three_way import Sides, merge_value

_NAMES = ("id", "assetId", "name")
_GONE = None
"""What stands for an entry, or for a value of one, that a side does not have."""


def merge_records(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> Sides:
    """Merge lists of JSON objects; those of both that are called the same are one, in the same place of such.

    They stand in the order of theirs, or in mine where I alone have moved some; what only one has stands
    behind, where it is not in that order. The sides differ in what both changed,
    each in its own way; that one side changed and the other took away is such a thing, too.
    """
    old, ours, other = _by_name(base), _by_name(mine), _by_name(theirs)
    is_theirs_unmoved = [name for name in other if name in old] == [name for name in old if name in other]
    first, then = (ours, other) if is_theirs_unmoved else (other, ours)
    merged = [
        _merge(old.get(name, _GONE), ours.get(name, _GONE), other.get(name, _GONE))
        for name in dict.fromkeys((*first, *then))
    ]
    return Sides(
        [one.mine for one in merged if one.mine is not _GONE],
        [one.theirs for one in merged if one.theirs is not _GONE],
    )


def _merge(base: Any, mine: Any, theirs: Any) -> Sides:
    if not (isinstance(base, Mapping) and isinstance(mine, Mapping) and isinstance(theirs, Mapping)):
        return merge_value(base, mine, theirs)
    keys = dict.fromkeys((*theirs, *mine, *base))
    # Wrapped, since a key that is there with null is not one that is missing.
    values = {key: merge_value(*(_wrapped(one, key) for one in (base, mine, theirs))) for key in keys}
    return Sides(
        {key: value.mine[0] for key, value in values.items() if value.mine},
        {key: value.theirs[0] for key, value in values.items() if value.theirs},
    )


def _wrapped(entry: Mapping[str, Any], key: str) -> list[Any]:
    return [entry[key]] if key in entry else []


def _by_name(entries: Sequence[Any]) -> dict[tuple[str, int], Any]:
    """Entries by what they are called, counted where several are called the same."""
    found: dict[tuple[str, int], Any] = {}
    counts: dict[str, int] = {}
    for entry in entries:
        name = _name(entry)
        counts[name] = counts.get(name, 0) + 1
        found[name, counts[name]] = entry
    return found


def _name(entry: Any) -> str:
    """What tells an entry from others; of one that says nothing of the kind all that it says."""
    named = (entry.get(key) for key in _NAMES) if isinstance(entry, Mapping) else ()
    return next((one for one in named if isinstance(one, str) and one), json.dumps(entry, sort_keys=True))
