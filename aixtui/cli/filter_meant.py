"""Values of filters with which nothing was found: what may have been meant."""

from collections.abc import Iterator
from contextlib import suppress

from aixsdk.exceptions import AixplainV2Error
from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import nearest
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway

_SEEN = 100
"""Rows of the list that are looked at for values that nobody knows beforehand."""


def values_meant(workspace: WorkspaceGateway, kind: Kind, query: Query) -> Iterator[str]:
    """A sentence for each value that is not known and has a near one that is.

    What is known may have to be asked for, after all was printed: where that fails there is nothing to say.
    """
    filters = {one.id: one for one in kind.filters}
    with suppress(AixplainV2Error):
        for name, value in query.filters:
            known = _known(workspace, kind, filters[name])
            if value not in known and (near := nearest(value, known)):
                yield f"Nothing is known of {name}={clean(value)}. {near}"


def _known(workspace: WorkspaceGateway, kind: Kind, filter_: Filter) -> set[str]:
    known = {*filter_.options, *filter_.names.values()}
    if filter_.suggest_from is not None:
        rows = workspace.search(kind, Query(size=_SEEN)).rows
        known |= {clean(filter_.suggest_from(row.resource)) for row in rows}
    return known - {""}
