"""The names of the resources that lists have shown, for the columns that know others by their ids alone."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial

from aixtui.kinds import KINDS
from aixtui.kindspec.cells import Cell, clean
from aixtui.kindspec.kind import Column, Kind, Resource
from aixtui.kindspec.links import Link
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway

SIZE = 100
"""Resources of a kind that are asked for at once."""
MOST_SINGLE = 5
"""Requests for those that were not among them."""


class SeenNames:
    """By id, clean. What is asked for by itself is asked for once in a sitting."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._asked: set[str] = set()

    def see(self, page: RowPage) -> None:
        """Note the names of the resources on a page."""
        self.names |= {row.resource.id: clean(row.resource.name) for row in page.rows}

    def fill(self, page: RowPage, columns: Sequence[Column]) -> RowPage:
        """The page with names in place of ids, as far as they are known."""
        places = [(place, column) for place, column in enumerate(columns) if column.links is not None]
        if not places:
            return page
        rows = tuple(self._filled(row, places) for row in page.rows)
        is_other = any(new.cells != old.cells for new, old in zip(rows, page.rows, strict=True))
        return page._replace(rows=rows) if is_other else page

    def _filled(self, row: Row, places: Iterable[tuple[int, Column]]) -> Row:
        row_cells = list(row.cells)
        for place, column in places:
            links = _links(column, row)
            if links and any(link.id in self.names for link in links):
                row_cells[place] = Cell(", ".join(self.names.get(one.id) or one.label for one in links))
        return row._replace(cells=tuple(row_cells))

    async def learn(self, session: AppSession, page: RowPage, columns: Sequence[Column]) -> None:
        """Ask for those that the columns of a page need: first for a list of each kind, then one by one.

        Raises as a search does.
        """
        links = {
            link.id: link
            for column in columns
            for row in page.rows
            for link in _links(column, row)
            if link.id not in self.names and link.id not in self._asked
        }
        for kind in [kind for kind in KINDS if kind.id in {link.kind for link in links.values()}]:
            self.see(await session.read(partial(_first, kind)))
        left = [link for link in links.values() if link.id not in self.names][:MOST_SINGLE]
        self._asked |= {link.id for link in left}
        for link in left:
            with suppress(Exception):  # it is gone, or not ours to see
                self.names[link.id] = clean((await session.read(partial(_get, link))).name)


def _links(column: Column, row: Row) -> tuple[Link, ...]:
    return column.links(row.resource) if column.links is not None else ()


def _first(kind: Kind, workspace: WorkspaceGateway) -> RowPage:
    return workspace.search(kind, Query(size=SIZE))


def _get(link: Link, workspace: WorkspaceGateway) -> Resource:
    kind = next(kind for kind in KINDS if kind.id == link.kind)
    return workspace.get(kind, link.id)
