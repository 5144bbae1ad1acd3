"""`aixtui drafts`: what was typed into forms and never saved."""

from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.changing import yes_option
from aixtui.cli.group_with_list import GroupWithList
from aixtui.cli.kept_names import NotKeptError
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.stores.draft import StoredDraft
    from aixtui.stores.journal import Journal


@click.group(cls=GroupWithList)
def drafts() -> None:
    """List, show and throw away what was typed into forms of the app and never saved.

    \b
    aixtui drafts ls
    """


@drafts.command("ls")
@printing_options()
@connection_options
def list_drafts(options: ConnectionOptions, printing: Printing) -> None:
    """List the drafts of the workspace, the latest first.

    \b
    aixtui drafts ls
    aixtui drafts ls -o ids
    """
    from aixtui.cli.journal import kept_workspace, open_journal

    of = kept_workspace(options)
    with open_journal(of) as journal:
        found, damaged = journal.drafts.all(of.name), journal.drafts.damaged(of.name)
    documents = [_summary(one) for one in found]
    documents += [{"id": one.id, "name": one.name, "state": "damaged", "why": one.why} for one in damaged]
    columns = ("id", "kind", "resource", "name", "state", "written")
    lines = [[str(one.get(column) or "") for column in columns] for one in documents]
    heads = ["ID", "Kind", "Resource", "Name", "State", "Written"]
    printing.show_list(Listed(heads, lines, lambda: documents, {}))


@drafts.command()
@click.argument("draft_id", metavar="DRAFT")
@printing_options(formats=("json", "jsonl", "yaml"))
@connection_options
def show(options: ConnectionOptions, draft_id: str, printing: Printing) -> None:
    """Print what was typed into a form. Secrets were not kept.

    \b
    aixtui drafts show DRAFT
    """
    from aixtui.cli.journal import kept_workspace, open_journal

    of = kept_workspace(options)
    with open_journal(of) as journal:
        found = _require(journal, of.name, draft_id)
    draft = found.draft
    unfinished = {name: one.to_json() for name, one in draft.unfinished.items()}
    printing.show({**_summary(found), "changes": dict(draft.changes), "unfinished": unfinished})


@drafts.command()
@click.argument("draft_id", metavar="DRAFT")
@yes_option
@connection_options
def rm(options: ConnectionOptions, draft_id: str, yes: bool) -> None:
    """Throw a draft away, after asking.

    \b
    aixtui drafts rm DRAFT --yes
    """
    import asyncio

    from aixtui.cli.face import CommandFace
    from aixtui.cli.journal import kept_workspace, open_journal
    from aixtui.cli.output import say

    of = kept_workspace(options)
    with open_journal(of) as journal:
        if draft_id not in {one.id for one in journal.drafts.damaged(of.name)}:
            draft_id = _require(journal, of.name, draft_id).draft.id
        question = f"Throw the draft {draft_id} away?"
        if not asyncio.run(CommandFace(yes=yes).confirm(question, yes="Throw away", danger=True)):
            raise click.Abort
        journal.drafts.drop(draft_id)
    say(f"Threw the draft {draft_id} away.")


def _require(journal: "Journal", workspace: str, draft_id: str) -> "StoredDraft":
    found = [one for one in journal.drafts.all(workspace) if one.draft.id.startswith(draft_id)]
    if not found:
        raise NotKeptError(f"There is no draft {draft_id!r}.", "aixtui drafts ls lists them.")
    if len(found) > 1:
        raise click.UsageError(f"More than one draft begins with {draft_id!r}: aixtui drafts ls lists them.")
    return found[0]


def _summary(one: "StoredDraft") -> dict[str, Any]:
    return {
        "id": one.draft.id,
        "kind": one.draft.kind,
        "resource": one.draft.resource_id if one.draft.base is not None else None,
        "name": one.draft.name,
        "state": one.state,
        "written": one.written_at.isoformat(),
    }
