"""`aixtui upload` and `download`: files between this machine and the workspace."""

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.changing import dry_run_option, unasked_option
from aixtui.cli.exit_codes import DONE, exit_code
from aixtui.cli.expected_fields import expect_fields
from aixtui.cli.filled_form import SaidFields, fill, saved_document, say_difference, send
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.output import say
from aixtui.cli.printing import DOCUMENT_FORMATS, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.cli.face import CommandFace
    from aixtui.workspace.session import AppSession


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option("--name", help="What it is called there; its own name where this is not given.")
@click.option("--description", help="What it is.")
@click.option("--tag", "tags", multiple=True, help="Repeatable.")
@dry_run_option
@unasked_option
@printing_options(formats=DOCUMENT_FORMATS)
@connection_options
def upload(
    options: ConnectionOptions,
    paths: tuple[str, ...],
    name: str | None,
    description: str | None,
    tags: tuple[str, ...],
    dry_run: bool,
    printing: Printing,
) -> int:
    """Send files, and folders with all that is in them, and print what they are there: of many a list.

    \b
    aixtui upload question.txt
    aixtui upload question.txt new.md --tag texts -o ids
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.sitting import sit

    if name and len(paths) > 1:
        raise click.UsageError("--name is for one file: leave it out, or upload one after the other.")
    face = CommandFace(yes=True)  # who names the files has been asked enough
    pairs = (("name", name), ("description", description), ("tags", ", ".join(tags)))
    given = tuple((field, text) for field, text in pairs if text)
    files = [SaidFields((("source", path), *given)) for path in paths]
    return sit(options, face, lambda session: _send_all(session, files, face, printing, dry_run=dry_run))


async def _send_all(
    session: "AppSession",
    files: Sequence[SaidFields],
    face: "CommandFace",
    printing: Printing,
    *,
    dry_run: bool,
) -> int:
    from aixtui.editing.form import Form
    from aixtui.kinds.file import FILE

    expected = await expect_fields(printing, session, FILE)
    sent, codes = list[dict[str, Any]](), list[int]()
    try:
        for said in files:
            await fill(form := Form(session, FILE, None), said, face)
            if dry_run:
                codes.append(say_difference(form))
                continue
            codes.append(await send(form, face, asks=True))
            if "name" in form.checks.problems:
                say(f"Another name is given by {_renamed(said)}.")
            if (document := await saved_document(form)) is not None:
                sent.append(document)
    finally:
        if not dry_run:
            expected.show_each(sent, is_list=len(files) > 1)
    return next((code for code in codes if code != DONE), DONE)


def _renamed(said: SaidFields) -> str:
    """The command that sends a file under another name."""
    return shlex.join(["aixtui", "upload", dict(said.values)["source"], "--name", "NAME"])


@click.command()
@click.argument("name", metavar="[KIND/]ID", required=False)
@click.argument("path", default="", type=click.Path())
@click.option("-y", "--yes", is_flag=True, help="Write over what is there.")
@connection_options
def download(options: ConnectionOptions, name: str | None, path: str, yes: bool) -> int:
    """Save a file, a skill, or a folder with all that is in it as PATH: by its own name where none is given.

    Without a KIND it is a file.

    \b
    aixtui download files/FILE
    aixtui download files/FILE copy.txt --yes
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.one_resource import read_subject
    from aixtui.cli.piped_names import name_given
    from aixtui.cli.sitting import sit
    from aixtui.editing.transfers import Transfers
    from aixtui.kinds.file import FILE

    named = name_given(name, options)
    kind, identifier = resource_name(named if "/" in named else f"{FILE.plural}/{named}")
    face = CommandFace(yes=yes)

    async def work(session: "AppSession") -> int:
        subject = await read_subject(session, kind, identifier)
        if reason := subject.reason_against("download"):
            raise click.UsageError(reason)
        is_done = await Transfers(session, subject, face).download(path)
        return DONE if is_done else exit_code(face.last_problem)

    return sit(options, face, work)
