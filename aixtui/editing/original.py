"""A resource that another one is made like, and a name for that."""

import re
from itertools import count
from typing import NamedTuple

from aixtui.kindspec.cells import editable
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.named import get_named
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway

PAGE_SIZE = 100
"""How many names are looked through."""
_COPY = re.compile(r" \(copy(?: \d+)?\)\Z")


class Original(NamedTuple):
    """What is copied, whole."""

    resource: Resource
    copy_name: str
    """A name that nothing in the list has."""


def read_original(workspace: WorkspaceGateway, kind: Kind, name: str) -> Original:
    """Read a resource, and search once for the names that are taken. Raises as `get_named` does."""
    resource = get_named(workspace, kind, name)
    stem = _COPY.sub("", editable(resource.name))
    page = workspace.search(kind, Query(stem, size=PAGE_SIZE))
    taken = {editable(row.resource.name).casefold() for row in page.rows}
    names = (f"{stem} (copy {number})" if number > 1 else f"{stem} (copy)" for number in count(1))
    return Original(resource, next(name for name in map(str.strip, names) if name.casefold() not in taken))
