"""Deleting one resource from a command: the app's own deletion, with the command's answers."""

from collections.abc import Sequence

from aixtui.cli.exit_codes import DONE, FAILED, exit_code
from aixtui.cli.face import CommandFace
from aixtui.cli.output import say
from aixtui.editing.deletion import Deletion
from aixtui.editing.deletion_words import used_by
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.referrers import referrers
from aixtui.editing.related import Related
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource, reason_against
from aixtui.workspace.rows import Row
from aixtui.workspace.session import AppSession


class OneResource:
    """The subject of a command: one resource, and what became of it."""

    marked_rows: tuple[Row, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    def __init__(self, kind: Kind, resource: Resource, capabilities: frozenset[str]) -> None:
        self.kind: Kind | None = kind
        self.resource: Resource | None = resource
        self.capabilities: frozenset[str] | None = capabilities
        self.is_deleted = False

    def reason_against(self, capability: str) -> str:
        """Why something cannot be done, as a sentence."""
        is_able = self.capabilities is not None and capability in self.capabilities
        return "" if is_able or self.kind is None else reason_against(self.kind, capability)

    def on_saved(self, kind: Kind, resource: Resource) -> None:
        """It is another now."""
        self.kind, self.resource = kind, resource

    def on_deleted(self, kind: Kind, row_ids: Sequence[str] = ()) -> None:
        """It is gone."""
        del kind, row_ids
        self.is_deleted = True

    def refresh(self) -> None:
        """Nobody looks at it."""


async def remove(
    session: AppSession, face: CommandFace, kind: Kind, identifier: str, *, dry_run: bool
) -> int:
    """Delete it, or with `dry_run` say what would be; the exit code."""
    try:
        resource, able = await session.read(lambda ws: (ws.get(kind, identifier), ws.capabilities(kind)))
    except Exception as error:
        return exit_code(face.problem(error))
    subject = OneResource(kind, resource, able)
    name = clean(resource.name)
    if reason := subject.reason_against("delete"):
        say(reason)
        return FAILED
    if dry_run:
        users = await session.read(lambda ws: referrers(ws, kind, [resource.id]))
        say(f"The {kind.id} {name} would be deleted. {used_by(kind, users)}".strip())
        return DONE
    face.word = name if name == resource.name else resource.id
    face.last_problem = None
    deletion = Deletion(session, subject, face, Ongoing(subject, face), Related(session, None))
    await deletion.delete()
    if subject.is_deleted:
        return DONE
    return exit_code(face.last_problem) if face.last_problem is not None else FAILED
