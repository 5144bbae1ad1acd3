"""`aixtui undo`: saves and deletions that were made from here, to be taken back."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.changing import dry_run_option, yes_option
from aixtui.cli.exit_codes import DONE, exit_code
from aixtui.cli.filled_form import SaidFields, field_options, fill, said_of, save
from aixtui.cli.kept_names import NotKeptError
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.cli.face import CommandFace
    from aixtui.kindspec.field_conflict import Side
    from aixtui.stores.kept_documents import KeptDocument
    from aixtui.workspace.session import AppSession


@click.command()
@click.argument("number", metavar="[NUMBER]", required=False, type=int)
@field_options
@click.option("--way", metavar="NAME", help="How a tool logs in, where there is more than one way.")
@click.option("--conflicts", type=click.Choice(["mine", "theirs"]), help="Which side holds in a conflict.")
@click.option("--content", metavar="FILE", help="Only write what was in a deleted file or skill to FILE.")
@dry_run_option
@yes_option
@printing_options()
@connection_options
def undo(
    options: ConnectionOptions,
    number: int | None,
    fields: tuple[str, ...],
    file: str | None,
    way: str | None,
    conflicts: "Side | None",
    content: str | None,
    dry_run: bool,
    yes: bool,
    printing: Printing,
) -> int:
    """List the last saves and deletions from here, or take back the one of a NUMBER and print the resource.

    From here is by the app or by a command. The difference is shown, and asked about. What was not kept, such
    as the login of a tool, is said with -f.

    \b
    aixtui undo
    aixtui undo NUMBER --dry-run
    aixtui undo NUMBER --yes
    """
    from aixtui.cli.face import CommandFace

    if number is None:
        if fields or file or way or conflicts or content:
            raise click.UsageError("Say the number of what is to be taken back: aixtui undo lists them.")
        _list(options, printing)
        return DONE
    if content is not None:
        return _save_content(options, number, content)
    if printing.form in ("table", "csv"):
        raise click.UsageError(f"One document is no {printing.form}: choose json, jsonl or yaml.")
    said = said_of(fields, file)
    face = CommandFace(yes=yes, side=conflicts, choice=way)
    return _take_back(options, number, said, face, printing, dry_run=dry_run)


def _list(options: ConnectionOptions, printing: Printing) -> None:
    from aixtui.cli.journal import kept_workspace, open_journal
    from aixtui.editing.undo_list import read_changes

    of = kept_workspace(options)
    with open_journal(of) as journal:
        found = read_changes(journal.kept, of.name)
    documents = [
        {
            "id": one.entry.id,
            "at": one.entry.kept_at.isoformat(),
            "act": one.entry.act,
            "kind": one.entry.kind,
            "resource": one.entry.resource_id,
            "name": one.entry.name,
            "difference": [*one.difference.lines(one.difference.names)],
        }
        for one in found
    ]
    lines = [
        [
            str(one.entry.id),
            one.entry.kept_at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
            one.entry.act,
            one.entry.kind,
            one.entry.name,
            " ".join(map(str.strip, one.difference.lines(one.difference.names))),
        ]
        for one in found
    ]
    heads = ["Number", "At", "Act", "Kind", "Name", "Difference"]
    printing.show_list(Listed(heads, lines, lambda: documents, {}))


def _save_content(options: ConnectionOptions, number: int, path: str) -> int:
    """Write what was in one; a file that is there is never written over."""
    from pathlib import Path

    from aixtui.cli.journal import kept_workspace, open_journal
    from aixtui.cli.output import say
    from aixtui.editing.kept_content import content_of
    from aixtui.system.exported_file import save as save_file

    of = kept_workspace(options)
    with open_journal(of) as journal:
        kept = journal.kept.get(of.name, number)
    held = None if kept is None else content_of(kept)
    if held is None:
        raise NotKeptError(f"Of {number} no file is kept.", "aixtui undo lists saves and deletions.")
    say(f"Saved as {save_file(Path(path), held.to_save()[1])}.")
    return DONE


def _take_back(
    options: ConnectionOptions,
    number: int,
    said: SaidFields,
    face: "CommandFace",
    printing: Printing,
    *,
    dry_run: bool,
) -> int:
    from aixtui.cli.one_resource import OneResource
    from aixtui.cli.sitting import sit
    from aixtui.editing.taking_back import TakingBack

    async def work(session: "AppSession") -> int:
        kept = await _require(session, face, number)
        taking_back = TakingBack(session, OneResource(None, None, None), face)
        form = await taking_back.form_of(kept)
        if form is None:
            return exit_code(face.last_problem)
        await fill(form, said, face)
        code = await save(form, face, printing, asks=True, dry_run=dry_run)
        await taking_back.end(kept, form)
        return code

    return sit(options, face, work)


async def _require(session: "AppSession", face: "CommandFace", number: int) -> "KeptDocument":
    await session.read(lambda _: None)  # the workspace has a name once it is connected to
    journal, workspace = await session.journal(), session.workspace_name
    if journal.problem is not None:
        face.problem(journal.problem)
    kept = await session.bridge.read(lambda: journal.kept.get(workspace, number))
    if kept is None:
        raise NotKeptError(f"There is no save or deletion {number}.", "aixtui undo lists them.")
    return kept
