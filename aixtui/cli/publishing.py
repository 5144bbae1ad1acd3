"""`aixtui duplicate` and `onboard`: copies that the server makes, and drafts that are published."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.changing import dry_run_option, unasked_option, yes_option
from aixtui.cli.exit_codes import DONE, exit_code
from aixtui.cli.expected_fields import expect_fields
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import DOCUMENT_FORMATS, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.cli.face import CommandFace
    from aixtui.kindspec.kind import Kind, Resource
    from aixtui.workspace.session import AppSession


@click.command()
@click.argument("name", metavar="[KIND/]ID", required=False)
@click.option("--name", "copy_name", metavar="NAME", help="What it is called; else a name that is free.")
@click.option("--with-subagents", is_flag=True, help="Copy the agents that it works with, too.")
@dry_run_option
@unasked_option
@printing_options(formats=DOCUMENT_FORMATS)
@connection_options
def duplicate(
    options: ConnectionOptions,
    name: str | None,
    copy_name: str | None,
    with_subagents: bool,
    dry_run: bool,
    printing: Printing,
) -> int:
    """Have the server copy an agent as a draft, and print the copy. `aixtui onboard` publishes it.

    Both work with the same agents, but with --with-subagents. `aixtui clone` makes a copy that is no draft.

    \b
    aixtui duplicate agents/ID --name 'Second helper'
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.one_resource import require_capability
    from aixtui.cli.piped_names import name_given
    from aixtui.cli.sitting import sit
    from aixtui.editing.original import read_original

    kind, identifier = resource_name(name_given(name, options))

    async def work(session: "AppSession") -> int:
        await require_capability(session, kind, "duplicate")
        original = await session.read(lambda ws: read_original(ws, kind, identifier))
        resource, called = original.resource, copy_name or original.copy_name
        if dry_run:
            _say_what_would_be(kind, resource, called, len(kind.members(resource)) if with_subagents else 0)
            return DONE
        expected = await expect_fields(printing, session, kind, resource)
        copy = await session.write(lambda ws: ws.duplicate(resource, called, with_members=with_subagents))
        expected.show(await session.read(lambda ws: ws.document(copy)), copy.id)
        return DONE

    return sit(options, CommandFace(), work)


def _say_what_would_be(kind: "Kind", resource: "Resource", copy_name: str, count: int) -> None:
    from aixtui.cli.output import say
    from aixtui.kindspec.cells import clean
    from aixtui.kindspec.plain_text import counted

    members = f", with copies of {counted(count, kind.id, kind.plural)}" if count else ""
    say(f"{clean(resource.name)} would be copied as the draft {clean(copy_name)}{members}.")
    say("Nothing was sent.")


@click.command()
@click.argument("names", metavar="[KIND/]ID...", nargs=-1)
@click.option("--draft", "to_draft", is_flag=True, help="Make them drafts again.")
@dry_run_option
@yes_option
@connection_options
def onboard(
    options: ConnectionOptions, names: tuple[str, ...], to_draft: bool, dry_run: bool, yes: bool
) -> int:
    """Publish drafts as the server has them, after asking. What is onboarded already stays as it is.

    Without names they are those that are piped in, one a line.

    \b
    aixtui onboard agents/ID --dry-run
    aixtui onboard agents/ID --yes
    aixtui onboard agents/ID --draft --yes
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.piped_names import names_given
    from aixtui.cli.sitting import sit

    meant = [resource_name(name) for name in names_given(names, options)]
    face = CommandFace(yes=yes)

    async def work(session: "AppSession") -> int:
        codes = [
            await _onboard(session, face, kind, identifier, to_draft=to_draft, dry_run=dry_run)
            for kind, identifier in meant
        ]
        return next((code for code in codes if code != DONE), DONE)

    return sit(options, face, work)


async def _onboard(
    session: "AppSession",
    face: "CommandFace",
    kind: "Kind",
    identifier: str,
    *,
    to_draft: bool,
    dry_run: bool,
) -> int:
    from aixtui.cli.one_resource import read_subject, require_capability
    from aixtui.cli.output import say
    from aixtui.editing.onboarding import Onboarding
    from aixtui.editing.ongoing import Ongoing
    from aixtui.kindspec.cells import clean
    from aixtui.kindspec.states import is_draft

    face.last_problem = None
    await require_capability(session, kind, "onboard")
    try:
        subject = await read_subject(session, kind, identifier)
    except Exception as error:
        return exit_code(face.problem(error))
    resource, words = subject.resource, "a draft" if to_draft else "onboarded"
    assert resource is not None, "it was read"
    if is_draft(kind, resource) == to_draft:
        say(f"{clean(resource.name)} is {words} already.")
        return DONE
    if dry_run:
        say(f"{clean(resource.name)} would be {words}.")
        return DONE
    onboarding = Onboarding(Ongoing(session, subject, face))
    is_done = await onboarding.save(kind, resource, to_draft=to_draft)
    return DONE if is_done else exit_code(face.last_problem)
