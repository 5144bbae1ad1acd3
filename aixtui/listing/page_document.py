"""A page of a list as a JSON document, and back: what its rows showed, and nothing else. Pure."""

import json
from hashlib import blake2b
from typing import Any

from aixtui.auth.redaction import hide, hide_known
from aixtui.kindspec.cells import Cell, age_since, clean
from aixtui.kindspec.kind import Column, Kind
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage, SeenResource


def page_document(kind: Kind, page: RowPage) -> dict[str, Any]:
    """A page without what is a secret or looks like one. A row whose id holds one is left out."""
    can = {} if page.capabilities is None else {"can": sorted(page.capabilities)}
    return {
        "columns": [column.id for column in kind.columns],
        "total": page.total,
        "rows": [_row_document(kind, row) for row in page.rows if hide_known(row.id) == row.id],
        **can,
    }


def as_kept(kind: Kind, page: RowPage) -> RowPage | None:
    """A page as it is had again once it has been kept."""
    return page_of(kind, page.query, page_document(kind, page))


def digest(kind: Kind, page: RowPage) -> str:
    """What a page that was kept shows, as a short text: one that shows something else has another.

    An age counts as the time that it tells, so that it is the same for as long as the page is.
    """
    rows = [(row.id, list(map(_lasting, kind.columns, row.cells))) for row in page.rows]
    shown = (rows, page.total, page.pages, sorted(page.capabilities or ()))
    return blake2b(json.dumps(shown).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _lasting(column: Column, cell: Cell) -> tuple[object, ...]:
    tells_age = column.is_age and cell.order is not None
    return (cell.order if tells_age else cell.text, cell.style, cell.unit)


def page_of(kind: Kind, query: Query, document: Any) -> RowPage | None:
    """The page that a document says was seen of a query, no longer than it asks for.

    None where it says nothing of the sort, or the kind has other columns by now.
    """
    try:
        if document["columns"] != [column.id for column in kind.columns]:
            return None
        rows = tuple(_row(kind, row) for row in document["rows"][: query.size])
        total = int(document["total"])
        can = frozenset(map(str, document["can"])) if "can" in document else None
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
    pages = max(-(-total // query.size), 1)
    return RowPage(query, rows, total, pages, is_kept=True, capabilities=can)


def _row_document(kind: Kind, row: Row) -> dict[str, Any]:
    resource = row.resource
    return {
        "row": row.id,
        "id": str(resource.id),
        "name": hide(clean(resource.name)),
        "path": hide_known(clean(getattr(resource, "path", None))),
        "into": kind.opens_into(resource),
        "cells": [(hide(cell.text), *cell[1:]) for cell in row.cells],
    }


def _row(kind: Kind, document: Any) -> Row:
    cells = tuple(
        _cell(*parts, is_age=column.is_age)
        for column, parts in zip(kind.columns, document["cells"], strict=True)
    )
    resource = SeenResource(
        str(document["id"]),
        str(document["name"]),
        str(document["path"]),
        tuple((str(name), str(value)) for name, value in document["into"]),
        tuple((column.label, _fact(cell)) for column, cell in zip(kind.columns, cells, strict=True)),
    )
    return Row(str(document["row"]), cells, resource)


def _fact(cell: Cell) -> Cell:
    """A cell by itself, without the room that columns leave for units."""
    return cell._replace(text=" ".join(cell.text.split()))


def _cell(text: str, style: str, order: float | None, unit: str, *, is_age: bool) -> Cell:
    if is_age and order is not None:
        return age_since(order)
    return Cell(str(text), str(style), order, str(unit))
