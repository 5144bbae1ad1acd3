"""The parts of documents that are wanted, as `--json` names them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from aixtui.cli.output import say
from aixtui.kindspec.cells import clean
from aixtui.kindspec.plain_text import json_text

_ABSENT = object()


def field_names(text: str | None) -> tuple[str, ...]:
    """The fields that `--json` names.

    Raises:
        click.UsageError: it is there, and names none.
    """
    names = tuple(name.strip() for name in (text or "").split(",") if name.strip())
    if text is not None and not names:
        raise click.UsageError("--json names no field: write --json id,name, or -o json for all.")
    return names


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


def cells_of(documents: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The values of documents as cells: a text in one line, nothing as nothing, anything else as JSON."""
    return [[_cell(value) for value in one.values()] for one in documents]


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return clean(value)
    return "" if value is None else json_text(value, indent=None)


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
