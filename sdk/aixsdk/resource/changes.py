"""A document with what was changed of it, and nothing else. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_IDENTITIES = ("id", "assetId", "name", "code")


def with_changes(document: Any, old: Any, new: Any) -> Any:
    """`document` with the difference between `old` and `new` applied, path by path.

    `old` and `new` are what is understood of a document, before and after: what they do not mention stays as
    it is in the document. Items of lists keep what is theirs also when others come, go or move.
    """
    if old == new:
        return document
    if isinstance(document, Mapping) and isinstance(old, Mapping) and isinstance(new, Mapping):
        return new if _is_another(old, new) else _object(document, old, new)
    if isinstance(document, list) and isinstance(old, list) and isinstance(new, list):
        return _list(document, old, new) if len(document) == len(old) else new
    return new


def _object(document: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    result = {key: value for key, value in document.items() if key in new or key not in old}
    for key, value in new.items():
        if key not in old:
            result[key] = value
        elif old[key] != value:
            result[key] = with_changes(document.get(key), old[key], value)
    return result


def _list(document: list[Any], old: list[Any], new: list[Any]) -> list[Any]:
    free = dict(enumerate(old))
    sources: dict[int, int] = {}
    for is_source in (_is_equal, _is_identical):
        for place, item in enumerate(new):
            if place not in sources:
                found = next((other for other, was in free.items() if is_source(was, item)), None)
                if found is not None:
                    sources[place] = found
                    del free[found]
    if len(new) == len(old):
        # What is neither the same nor named the same was changed where it stands.
        sources |= {place: place for place in range(len(new)) if place not in sources and place in free}
    return [
        with_changes(document[sources[place]], old[sources[place]], item) if place in sources else item
        for place, item in enumerate(new)
    ]


def _is_another(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether one thing took the place of another, which keeps what was its own."""
    return old.get("id") is not None and new.get("id") is not None and old["id"] != new["id"]


def _is_equal(was: Any, item: Any) -> bool:
    return bool(was == item)


def _is_identical(was: Any, item: Any) -> bool:
    if not isinstance(was, Mapping) or not isinstance(item, Mapping):
        return False
    key = next((key for key in _IDENTITIES if was.get(key) is not None), None)
    return key is not None and was[key] == item.get(key)
