"""`aixtui runs note`, `star`, `rm` and `compare`: what a person does with runs that are kept."""

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.runs import runs


@runs.command()
@click.argument("run_id", metavar="RUN")
@click.argument("text", required=False, default="")
@connection_options
def note(options: ConnectionOptions, run_id: str, text: str) -> None:
    """Keep a note at a run; without a TEXT it is taken away."""
    from aixtui.cli.journal import kept_workspace, open_journal, require_run
    from aixtui.cli.output import say

    of = kept_workspace(options)
    with open_journal(of) as journal:
        run = require_run(journal, of.name, run_id)
        journal.runs.note(run.id, text)
    say(f"Noted at {run.id}." if text else f"{run.id} has no note.")


@runs.command()
@click.argument("run_ids", metavar="RUN...", nargs=-1, required=True)
@click.option("--off", is_flag=True, help="Take the star away.")
@connection_options
def star(options: ConnectionOptions, run_ids: tuple[str, ...], off: bool) -> None:
    """Star runs: those that are never go by themselves."""
    from aixtui.cli.journal import kept_workspace, open_journal, require_run
    from aixtui.cli.output import say
    from aixtui.kindspec.plain_text import counted

    of = kept_workspace(options)
    with open_journal(of) as journal:
        found = [require_run(journal, of.name, run_id) for run_id in run_ids]
        for run in found:
            journal.runs.star(run.id, on=not off)
    say(f"{counted(len(found), 'run')} {'no longer starred' if off else 'starred'}.")


@runs.command()
@click.argument("run_ids", metavar="RUN...", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do it; without this it is only said which ones.")
@connection_options
def rm(options: ConnectionOptions, run_ids: tuple[str, ...], yes: bool) -> None:
    """Delete runs from the journal. What a run does at the server goes on.

    One that another window or command watches is not deleted, and then none is.
    """
    from aixtui.cli.journal import kept_workspace, open_journal, require_run
    from aixtui.cli.output import say
    from aixtui.kindspec.plain_text import counted

    of = kept_workspace(options)
    with open_journal(of) as journal:
        found = [require_run(journal, of.name, run_id) for run_id in run_ids]
        if yes:
            journal.runs.delete([run.id for run in found])
    for run in found:
        say(f"{run.id}  {run.state}  {run.name}")
    say(f"{counted(len(found), 'run')} {'deleted' if yes else 'would be deleted: add --yes'}.")


@runs.command()
@click.argument("first_id", metavar="RUN")
@click.argument("second_id", metavar="RUN")
@connection_options
def compare(options: ConnectionOptions, first_id: str, second_id: str) -> None:
    """Print where two runs differ, line by line: inputs, state, time, cost and output."""
    from difflib import unified_diff

    from aixtui.cli.journal import kept_workspace, open_journal, require_run
    from aixtui.cli.output import print_lines, say
    from aixtui.running.comparing import changes_between

    of = kept_workspace(options)
    with open_journal(of) as journal:
        first, second = (require_run(journal, of.name, one) for one in (first_id, second_id))
    changes = changes_between(first, second)
    if not changes:
        say("They differ in nothing that is compared.")
    for change in changes:
        before, after = change.before.split("\n"), change.after.split("\n")
        names = (f"{first.id} {change.label}", f"{second.id} {change.label}")
        for line in unified_diff(before, after, *names, n=2, lineterm=""):
            print_lines(line)
