"""What refers to a resource, as far as the workspace's own lists tell."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from aixtui.kinds import KINDS
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import text_of
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.links import Link
from aixtui.kindspec.references import ids_in
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway

MOST_REQUESTS, PAGE_SIZE = 5, 100
"""What a question about a deletion may cost."""


class Use(NamedTuple):
    """That one resource refers to another."""

    used_id: str
    link: Link
    """To the one that uses it."""


class Referrers(NamedTuple):
    """Those that were found; whether all were looked through."""

    uses: tuple[Use, ...]
    is_complete: bool

    @property
    def links(self) -> tuple[Link, ...]:
        """Each of them once."""
        return tuple(dict.fromkeys(use.link for use in self.uses))

    def of(self, used_id: str) -> tuple[Link, ...]:
        """Those that refer to one resource."""
        return tuple(use.link for use in self.uses if use.used_id == used_id)


def referrers(workspace: WorkspaceGateway, kind: Kind, ids: Collection[str]) -> Referrers:
    """Look through the lists whose resources can refer to those of this kind. Raises as a search does."""
    uses: list[Use] = []
    requests = 0
    is_complete = True
    for other in _that_refer_to(kind):
        page, pages = 1, 1
        while page <= pages:
            if requests == MOST_REQUESTS:
                return Referrers(tuple(uses), is_complete=False)
            found = workspace.search(other, Query(page=page, size=PAGE_SIZE))
            requests, page, pages = requests + 1, page + 1, found.pages or page
            uses += [
                Use(used_id, Link(other.id, row.resource.id, row.resource.name or ""))
                for row in found.rows
                if row.id not in ids
                for used_id in sorted(_referred_to(other, kind, row.resource).intersection(ids))
            ]
            is_complete = is_complete and not found.unreadable
    return Referrers(tuple(uses), is_complete)


def _that_refer_to(kind: Kind) -> Iterator[Kind]:
    return (other for other in KINDS if any(_refers(field, kind) for field in other.fields))


def _refers(field: Field, kind: Kind) -> bool:
    return field.reference is not None and kind.id in field.reference.kinds


def _referred_to(other: Kind, kind: Kind, resource: Resource) -> set[str]:
    return {one for field in other.fields if _refers(field, kind) for one in ids_in(text_of(field, resource))}
