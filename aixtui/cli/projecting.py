"""The parts of documents that are wanted, as `--json` names them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from aixtui.cli.output import say

_ABSENT = object()


def project(
    documents: Sequence[Mapping[str, Any]], names: Sequence[str], *, takes_what_comes: bool = False
) -> list[Any]:
    """Of each document the parts of these names, `budget.max` being one within another; all without names.

    Raises:
        click.UsageError: no document has one of them; with `takes_what_comes` that is said alone.
    """
    if not names:
        return list(documents)
    for name in names:
        if documents and all(_find(one, name) is _ABSENT for one in documents):
            error = no_such_field(name, {key for one in documents for key in one})
            if not takes_what_comes:
                raise error
            say(error.message)
    return [{name: _part(one, name) for name in names} for one in documents]


def no_such_field(name: str, names: Iterable[str]) -> click.UsageError:
    """The error that documents which have fields of these names have none of another."""
    from aixtui.cli.naming import no_such

    there = sorted(names)
    return no_such("field", name, there, f"There are {', '.join(there)}.")


def _find(document: Any, name: str) -> Any:
    for key in name.split("."):
        document = document.get(key, _ABSENT) if isinstance(document, Mapping) else _ABSENT
    return document


def _part(document: Mapping[str, Any], name: str) -> Any:
    found = _find(document, name)
    return None if found is _ABSENT else found
