"""Fields that are wanted of what a change will bring: seen to be there before anything is changed."""

from typing import TYPE_CHECKING

from aixtui.cli.printing import Printing

if TYPE_CHECKING:
    from aixtui.kindspec.kind import Kind, Resource
    from aixtui.workspace.session import AppSession
    from aixtui.workspace.workspace import WorkspaceGateway


async def expect_fields(
    printing: Printing, session: "AppSession", kind: "Kind", resource: "Resource | None" = None
) -> Printing:
    """The options for the document of a resource, as it will be once it is changed, made or copied.

    Raises:
        click.UsageError: no document of its kind has one of the fields. Else as a read does.
    """
    if not printing.fields or printing.takes_what_comes:
        return printing
    return printing.expecting(await session.read(lambda ws: _known(ws, kind, resource)))


def _known(workspace: "WorkspaceGateway", kind: "Kind", resource: "Resource | None") -> set[str]:
    """The names at the top of its documents: those of the wire, and those of one as the server has it.

    Without any of either nothing is known, and the set is empty.
    """
    from aixtui.kinds import find_kind
    from aixtui.workspace.query import Query

    listed = find_kind(kind.id) or kind  # what is made of an integration is no list of its own
    modelled = workspace.wire_fields(listed, resource).known
    if resource is None:
        found = workspace.search(listed, Query("", size=1)).rows
        resource = workspace.get(listed, found[0].resource.id) if found else None
    there = workspace.document(resource) if resource is not None else {}
    return {*there, *(name for name in modelled if "_" not in name)}
