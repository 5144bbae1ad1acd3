"""`aixtui runs`: the runs that were sent from this machine, from the app and from commands."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.group_with_list import GroupWithList
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import DOCUMENT_FORMATS, Format, Listed, Printing, printing_options
from aixtui.cli.run_filters import SORTS, run_filters
from aixtui.cli.time_limit import time_limit, timeout_option

if TYPE_CHECKING:
    from aixtui.stores.run_list import RunQuery
    from aixtui.stores.run_record import StoredRun
    from aixtui.workspace.workspace import WorkspaceGateway

_RESULT: tuple[Format, ...] = ("json", "jsonl", "yaml")
_HEADS = ["ID", "Started", "State", "Kind", "Name", "Credits", "Seconds"]


@click.group(cls=GroupWithList)
def runs() -> None:
    """The journal of what was run from here: list, show, watch again, note, compare, export, prune."""


@runs.command("ls")
@run_filters
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="-started",
    show_default=True,
    help="Those that are over, by this; with - downwards.",
)
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, metavar="N")
@click.option("--size", type=click.IntRange(1, 1000), default=20, show_default=True, metavar="N")
@click.option("--refresh", is_flag=True, help="Ask the server first about those that nobody watches.")
@printing_options()
@connection_options
def list_runs(
    options: ConnectionOptions,
    asked: "RunQuery",
    page: int,
    size: int,
    refresh: bool,
    printing: Printing,
) -> None:
    """List runs, those in flight first, then the latest.

    The journal says what was heard of each. One that is `polling, not watched` may be over by now: nobody
    has asked the server since. --refresh asks once about each of those.
    """
    from aixtui.cli.journal import kept_workspace, open_journal
    from aixtui.cli.output import say
    from aixtui.cli.refreshing import refresh_runs
    from aixtui.kindspec.plain_text import counted
    from aixtui.running.run_document import run_summary
    from aixtui.running.run_rows import state_cell

    of = kept_workspace(options)
    wanted = asked._replace(workspace=of.name, page=page, size=size)
    with open_journal(of) as journal:
        journal.runs.settle_lost(wanted.workspace)
        if refresh:
            refresh_runs(options, journal, wanted.workspace)
        found, total = journal.run_list.find(wanted)
    lines, about = [*map(_row, found)], {"page": page, "total": total}
    styles = [[state_cell(run).style if head == "State" else "" for head in _HEADS] for run in found]
    printing.show_list(Listed(_HEADS, lines, lambda: [*map(run_summary, found)], about, styles))
    say(f"page {page}, {counted(total, 'run')}")


@runs.command()
@click.argument("run_id", metavar="RUN")
@printing_options(formats=DOCUMENT_FORMATS)
@connection_options
def show(options: ConnectionOptions, run_id: str, printing: Printing) -> None:
    """Print all that is kept of a run as JSON. RUN is its id, or the beginning of it."""
    from aixtui.cli.journal import kept_workspace, open_journal, require_run
    from aixtui.running.run_document import run_document

    of = kept_workspace(options)
    with open_journal(of) as journal:
        journal.runs.settle_lost(of.name)
        run = require_run(journal, of.name, run_id)
        polls = journal.run_list.polls(run.record.id)
    timeline = [{**poll._asdict(), "at": poll.at.isoformat()} for poll in polls]
    printing.show({**run_document(run), "polls": timeline}, run.id)


@runs.command()
@click.argument("run_id", metavar="RUN")
@timeout_option
@printing_options(formats=_RESULT)
@connection_options
def attach(options: ConnectionOptions, run_id: str, timeout: float | None, printing: Printing) -> None:
    """Watch a run that is in flight again, and print its result as JSON."""
    _watch(options, run_id, timeout, printing, show_progress=True)


@runs.command()
@click.argument("run_id", metavar="RUN")
@timeout_option
@printing_options(formats=_RESULT)
@connection_options
def wait(options: ConnectionOptions, run_id: str, timeout: float | None, printing: Printing) -> None:
    """Wait until a run is over, without a word on the way, and print its result as JSON."""
    _watch(options, run_id, timeout, printing, show_progress=False)


def _watch(
    options: ConnectionOptions, run_id: str, timeout: float | None, printing: Printing, *, show_progress: bool
) -> None:
    from aixsdk.polling import waited
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.journal import kept_workspace, open_journal, require_run
    from aixtui.cli.run_waiting import NotWatchableError, goes_on, wait_for_others
    from aixtui.cli.run_words import SentRun
    from aixtui.kinds import find_kind
    from aixtui.settings.reading import read_settings
    from aixtui.workspace.run_recording import RunRecording

    of = kept_workspace(options)
    with open_journal(of) as journal:
        journal.runs.settle_lost(of.name)
        run = require_run(journal, of.name, run_id)
        with time_limit(timeout, lambda _: goes_on(run.id, options)):
            run = wait_for_others(journal, run, options, show_progress=show_progress)
            if run.progress.phase == "done" and run.progress.reply is not None:
                printing.show(dict(run.progress.reply))
                return
            kind = find_kind(run.record.kind)
            if kind is None or not run.progress.url or run.progress.phase == "failed":
                raise NotWatchableError(_fate(run))

            def work(workspace: "WorkspaceGateway") -> None:
                if not journal.runs.take(run.id):
                    raise NotWatchableError("Another window has begun to watch it: wait for it again.")
                recording = RunRecording(journal.runs, run.record, run.progress.url)
                steps = workspace.watch(kind, run.record.resource_id, run.progress.url)
                # A sandbox that this command had to start has none in flight: it is another process's.
                sent = SentRun(recording, options, ends_with_us=False)
                result = sent.last_event(
                    recording.follow(waited(steps)),
                    show_progress=show_progress,
                    in_sandbox=options.wants_sandbox,
                )
                printing.show(dict(result.raw))

            with_workspace(options, read_settings(), work, of.connection)


def _fate(run: "StoredRun") -> str:
    return run.progress.sentence or f"It is {run.progress.phase}, and the server did not say where to ask."


@runs.command()
@run_filters
@printing_options(formats=("jsonl", "json", "yaml"))
@connection_options
def export(options: ConnectionOptions, asked: "RunQuery", printing: Printing) -> None:
    """Print runs with their inputs and replies, one JSON document a line, the oldest first.

    A --jq program is given one after the other; with -o json the list of all.
    """
    from aixtui.cli.journal import kept_workspace, open_journal
    from aixtui.cli.output import say
    from aixtui.kindspec.plain_text import counted
    from aixtui.running.run_document import run_document

    of = kept_workspace(options)
    wanted = asked._replace(workspace=of.name, descending=False, size=100)
    lines = replace(printing, form=printing.form or "jsonl")
    count, as_list = 0, list[Any]()
    with open_journal(of) as journal:
        while found := journal.run_list.find(wanted)[0]:
            documents = [*map(run_document, found)]
            if lines.form == "jsonl":
                lines.show_value(documents)
            else:
                as_list += documents
            count += len(found)
            wanted = wanted._replace(page=wanted.page + 1)
    if lines.form != "jsonl":
        lines.show_value(as_list)
    say(counted(count, "run"))


@runs.command()
@click.option("--days", type=click.IntRange(min=0), metavar="N", help="Forget what is older than N days.")
@click.option("--mb", type=click.IntRange(min=0), metavar="N", help="Forget the oldest above N megabytes.")
@click.option("--yes", is_flag=True, help="Do it; without this it is only said how many there are.")
@connection_options
def prune(options: ConnectionOptions, days: int | None, mb: int | None, yes: bool) -> None:
    """Forget old runs. Starred ones stay, and those in flight."""
    from aixtui.cli.journal import kept_workspace, open_journal
    from aixtui.cli.output import say
    from aixtui.kindspec.plain_text import counted

    if days is None and mb is None:
        raise click.UsageError("Say what is to go: --days, --mb or both.")
    of = kept_workspace(options)
    age = None if days is None else timedelta(days=days)
    most_bytes = None if mb is None else mb * 1_000_000
    with open_journal(of) as journal:
        count = len(journal.retention.beyond(of.name, age=age, most_bytes=most_bytes))
        if yes:
            count = journal.retention.prune(of.name, age=age, most_bytes=most_bytes)
    say(f"{counted(count, 'run')} {'forgotten' if yes else 'would be forgotten: add --yes'}.")


def _state(run: "StoredRun") -> str:
    """The phase, as --state takes it; of one in flight also whether anybody watches it."""
    phase = run.progress.phase
    return f"{phase}, not watched" if run.state == "not watched" else phase


def _row(run: "StoredRun") -> list[str]:
    from aixtui.running.run_rows import seconds_of

    record, progress, seconds = run.record, run.progress, seconds_of(run)
    return [
        record.id,
        run.started_at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
        _state(run),
        record.kind,
        record.name,
        "" if progress.credits is None else f"{progress.credits:.6g}",
        "" if seconds is None else f"{seconds:.1f}",
    ]
