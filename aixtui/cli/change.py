"""`aixtui create`, `edit`, `clone` and `rm`: changing resources without a screen."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.changing import dry_run_option, unasked_option, yes_option
from aixtui.cli.exit_codes import DONE
from aixtui.cli.expected_fields import expect_fields
from aixtui.cli.filled_form import field_options, fill, said_of, save
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import DOCUMENT_FORMATS, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.cli.face import CommandFace
    from aixtui.editing.form import Form
    from aixtui.kindspec.field_conflict import Side
    from aixtui.kindspec.kind import Kind
    from aixtui.workspace.session import AppSession


@click.command()
@click.argument("kind_word", metavar="KIND")
@field_options
@click.option("--of", metavar="ID", help="What it is made of: the integration of a tool.")
@click.option("--way", metavar="NAME", help="How a tool logs in, where there is more than one way.")
@dry_run_option
@unasked_option
@printing_options(formats=DOCUMENT_FORMATS)
@connection_options
def create(
    options: ConnectionOptions,
    kind_word: str,
    fields: tuple[str, ...],
    file: str | None,
    of: str | None,
    way: str | None,
    dry_run: bool,
    printing: Printing,
) -> int:
    """Make a resource of a KIND and print it.

    Fields have the names, or the labels, of the form; other resources are said by name or by id. Where a
    NAME is no field, those that there are are named, and nothing is sent.

    \b
    aixtui create agent -f name=Helper -f 'instructions=Answer briefly.' -f tools=Calculator
    aixtui create tool --of aixplain/python-sandbox -f name=Adder -f code=@adder.py
    aixtui create agent --file helper.yaml --dry-run
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import require_kind
    from aixtui.cli.one_resource import require_capability
    from aixtui.cli.sitting import sit
    from aixtui.editing.form import Form

    kind, said = require_kind(kind_word), said_of(fields, file)
    face = CommandFace(yes=True)  # who says what it is to be has been asked enough

    async def work(session: "AppSession") -> int:
        await require_capability(session, kind, "create")
        what = await what_is_made(session, kind, of, way)
        form = Form(session, what, None)
        await fill(form, said, face)
        return await save(form, face, printing, asks=True, dry_run=dry_run)

    return sit(options, face, work)


async def what_is_made(session: "AppSession", kind: "Kind", of: str | None, way: str | None) -> "Kind":
    """The kind whose fields are to be said: of what is made of another resource, the way that is chosen."""
    from aixtui.kinds import find_kind

    making = kind.making
    if making is None:
        if of or way:
            raise click.UsageError(f"{kind.plural} are made of nothing else: leave out --of and --way.")
        return kind
    source_kind = find_kind(making.of)
    assert source_kind is not None, "a kind of ours"
    if not of:
        raise click.UsageError(
            f"A {kind.id} is made of an {making.of}: name it with --of; aixtui ls {source_kind.plural}"
        )
    source = await session.read(lambda ws: ws.get(source_kind, of))
    ways = making.ways(source)
    chosen = way or (ways[0] if len(ways) == 1 else "")
    if chosen not in ways:
        raise click.UsageError(f"--way is one of {', '.join(ways)}.")
    return making.kind(source, chosen)


@click.command()
@click.argument("name", metavar="[KIND/]ID", required=False)
@field_options
@click.option("--conflicts", type=click.Choice(["mine", "theirs"]), help="Which side holds in a conflict.")
@dry_run_option
@yes_option
@printing_options(formats=DOCUMENT_FORMATS)
@connection_options
def edit(
    options: ConnectionOptions,
    name: str | None,
    fields: tuple[str, ...],
    file: str | None,
    conflicts: "Side | None",
    dry_run: bool,
    yes: bool,
    printing: Printing,
) -> int:
    """Change a resource, and print it as it is then. Without -f and --file it opens in your editor.

    What is not said stays as it is. The difference is shown, and asked about.

    \b
    aixtui edit agents/ID -f 'instructions=@new.md' --yes
    aixtui get agents/ID -o yaml > a.yaml; aixtui edit agents/ID --file a.yaml
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.one_resource import require_capability
    from aixtui.cli.piped_names import name_given
    from aixtui.cli.sitting import sit
    from aixtui.editing.form import Form
    from aixtui.workspace.named import get_named

    (kind, identifier), said = resource_name(name_given(name, options)), said_of(fields, file)
    face = CommandFace(yes=yes, side=conflicts)

    async def work(session: "AppSession") -> int:
        await require_capability(session, kind, "save")
        form = Form(session, kind, await session.read(lambda ws: get_named(ws, kind, identifier)))
        expected = await expect_fields(printing, session, kind, form.resource)  # before anything is typed
        if said.is_empty:
            await _edit_by_hand(form, face)
        else:
            await fill(form, said, face)
        return await save(form, face, expected, asks=True, dry_run=dry_run)

    return sit(options, face, work)


async def _edit_by_hand(form: "Form", face: "CommandFace") -> None:
    """Open the document in the user's own editor; where there is no terminal for it nothing is written."""
    from aixtui.cli.questions import require_terminal
    from aixtui.editing.own_editor import OwnEditor

    require_terminal("An editor needs a terminal.", "-f or --file")
    await OwnEditor(form, face).edit_document()


@click.command()
@click.argument("name", metavar="[KIND/]ID", required=False)
@field_options
@dry_run_option
@unasked_option
@printing_options(formats=DOCUMENT_FORMATS)
@connection_options
def clone(
    options: ConnectionOptions,
    name: str | None,
    fields: tuple[str, ...],
    file: str | None,
    dry_run: bool,
    printing: Printing,
) -> int:
    """Make a resource like another one, but for what is said, and print it. It gets a name that is free.

    \b
    aixtui clone agents/ID -f 'name=Second helper'
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.one_resource import require_capability
    from aixtui.cli.piped_names import name_given
    from aixtui.cli.sitting import sit
    from aixtui.editing.form import Form
    from aixtui.editing.original import read_original

    kind, identifier = resource_name(name_given(name, options))
    said, face = said_of(fields, file), CommandFace(yes=True)

    async def work(session: "AppSession") -> int:
        await require_capability(session, kind, "clone")
        original = await session.read(lambda ws: read_original(ws, kind, identifier))
        if reason := kind.why_not_clone(original.resource):
            raise click.UsageError(reason)
        form = Form(session, kind, None, original)
        await fill(form, said, face)
        return await save(form, face, printing, asks=True, dry_run=dry_run)

    return sit(options, face, work)


@click.command()
@click.argument("names", metavar="[KIND/]ID...", nargs=-1)
@dry_run_option
@yes_option
@connection_options
def rm(options: ConnectionOptions, names: tuple[str, ...], dry_run: bool, yes: bool) -> int:
    """Delete resources, after saying what uses them and asking.

    Without names they are those that are piped in, one a line. `aixtui undo` brings back what can come back.

    \b
    aixtui rm agents/ID --dry-run
    aixtui ls agents -q test -o ids | sed 's|^|agents/|' | aixtui rm --yes
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.piped_names import names_given
    from aixtui.cli.removing import remove
    from aixtui.cli.sitting import sit

    meant = [resource_name(name) for name in names_given(names, options)]
    face = CommandFace(yes=yes)

    async def work(session: "AppSession") -> int:
        codes = [await remove(session, face, kind, identifier, dry_run=dry_run) for kind, identifier in meant]
        return next((code for code in codes if code != DONE), DONE)

    return sit(options, face, work)
