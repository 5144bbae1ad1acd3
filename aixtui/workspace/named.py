"""Resources by what people call them."""

from aixsdk import exceptions as sdk
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway

MOST_NAMED, _PAGE_SIZE = 5, 100
_HEX_DIGITS, _ID_CELLS = frozenset("0123456789abcdef"), 24
_NOT_THERE = (sdk.NotFoundError, sdk.BadRequestError, sdk.UnprocessableError)
"""How servers refuse what is no id of theirs."""


class ManyNamedError(Exception):
    """A name was given for one resource, and more than one has it: a command was used wrongly."""

    title = "The name of more than one"
    code = "usage"

    def __init__(self, name: str, ids: list[str]) -> None:
        super().__init__(f"{len(ids)} are named {clean(name)!r}.")
        self.hint = f"Say the id: {', '.join(map(clean, ids[:MOST_NAMED]))}."


def is_id_or_path(text: str) -> bool:
    """Whether a text is what the platform calls a resource, and no name."""
    return "/" in text or (len(text) == _ID_CELLS and _HEX_DIGITS.issuperset(text))


def get_named(workspace: WorkspaceGateway, kind: Kind, text: str) -> Resource:
    """One resource by id or path, or by a name, in any case, that no other one has.

    Raises:
        ManyNamedError: others have the name as well; it lists their ids. Else as a read and a search do.
    """
    try:
        return workspace.get(kind, text)
    except _NOT_THERE:
        found = [] if is_id_or_path(text) else _ids_named(workspace, kind, text)
        if not found:
            raise
    if len(found) > 1:
        raise ManyNamedError(text, found)
    return workspace.get(kind, found[0])


def _ids_named(workspace: WorkspaceGateway, kind: Kind, name: str) -> list[str]:
    """Ids of all that have this name; none where the kind has no list there."""
    if "search" not in workspace.capabilities(kind):
        return []
    try:
        return [one for one, _ in named(workspace, kind, name)]
    except sdk.AixplainV2Error:  # what was said of the id is what is told
        return []


def named(workspace: WorkspaceGateway, kind: Kind, name: str) -> list[tuple[str, str]]:
    """Ids and names of all that have this name, in any case. Raises as a search does."""
    wanted, found, number, pages = clean(name).strip().casefold(), dict[str, str](), 0, 1
    while number < pages:
        number += 1
        page = workspace.search(kind, Query(name, size=_PAGE_SIZE, page=number))
        pages = page.pages if page.rows or page.unreadable else number
        for row in page.rows:
            called = clean(getattr(row.resource, "name", None))
            if called.strip().casefold() == wanted:
                found[row.resource.id] = called
    return list(found.items())
