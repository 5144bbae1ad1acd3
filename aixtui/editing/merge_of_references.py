"""A list of references that both sides changed, merged as a set by id. Pure."""

import json
from collections.abc import Sequence
from typing import Any

from aixtui.editing.three_way import Sides, merge_value

_IDS = ("id", "assetId")


def merge_references(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> Sides:
    """Merge lists of ids, or of objects with an id; additions and removals of both sides hold.

    They stand in the order of theirs, with what only I have behind. Of two with one id the first counts. The
    sides differ in the references that both have and changed, each in its own way.
    """
    old, ours, other = _by_id(base), _by_id(mine), _by_id(theirs)
    ids = [key for key in other if key in ours or key not in old]
    ids += [key for key in ours if key not in other and key not in old]
    # Who does not have a reference has not changed it.
    merged = [
        merge_value(old.get(key), ours.get(key, other.get(key)), other.get(key, ours.get(key))) for key in ids
    ]
    return Sides([one.mine for one in merged], [one.theirs for one in merged])


def _by_id(items: Sequence[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        found.setdefault(_id(item), item)
    return found


def _id(item: Any) -> str:
    """The id of a reference; of anything else all that it says."""
    if isinstance(item, str):
        return item
    named = (item.get(name) for name in _IDS) if isinstance(item, dict) else ()
    return next((key for key in named if isinstance(key, str) and key), json.dumps(item, sort_keys=True))
