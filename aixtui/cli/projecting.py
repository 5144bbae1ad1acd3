"""The parts of documents that are wanted, as `--json` names them."""

from collections.abc import Mapping, Sequence
from typing import Any

_ABSENT = object()


def project(documents: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[Any]:
    """Of each document the parts of these names, `budget.max` being one within another; all without names.

    Raises:
        click.UsageError: no document has one of them.
    """
    from aixtui.cli.naming import no_such

    if not names:
        return list(documents)
    for name in names:
        if documents and all(_find(one, name) is _ABSENT for one in documents):
            there = sorted({key for one in documents for key in one})
            raise no_such("field", name, there, f"There are {', '.join(there)}.")
    return [{name: _part(one, name) for name in names} for one in documents]


def _find(document: Any, name: str) -> Any:
    for key in name.split("."):
        document = document.get(key, _ABSENT) if isinstance(document, Mapping) else _ABSENT
    return document


def _part(document: Mapping[str, Any], name: str) -> Any:
    found = _find(document, name)
    return None if found is _ABSENT else found
