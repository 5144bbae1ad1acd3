"""Deleting one resource from a command: the app's own deletion, with the command's answers."""

from aixtui.cli.exit_codes import DONE, FAILED, exit_code
from aixtui.cli.face import CommandFace
from aixtui.cli.naming import perhaps_meant
from aixtui.cli.one_resource import read_subject
from aixtui.cli.output import say
from aixtui.editing.deletion import Deletion
from aixtui.editing.deletion_words import used_by
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.referrers import referrers
from aixtui.editing.related import Related
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.workspace.session import AppSession


async def remove(
    session: AppSession, face: CommandFace, kind: Kind, identifier: str, *, dry_run: bool
) -> int:
    """Delete it, or with `dry_run` say what would be; the exit code."""
    try:
        subject = await read_subject(session, kind, identifier)
    except Exception as error:
        problem = face.problem(error)
        if problem.is_gone and (meant := perhaps_meant(f"{kind.plural}/{identifier}")):
            say(meant)
        return exit_code(problem)
    resource = subject.resource
    assert resource is not None, "it was read"
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
    deletion = Deletion(Ongoing(session, subject, face), Related(session, None))
    await deletion.delete()
    if not subject.is_deleted and face.last_problem is None:
        say(f"{name} was not deleted.")
    return DONE if subject.is_deleted else exit_code(face.last_problem)
