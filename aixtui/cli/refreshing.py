"""Asking the server, once, about the runs that nobody watches."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixtui.cli.options import ConnectionOptions
    from aixtui.stores.journal import Journal
    from aixtui.stores.run_record import StoredRun
    from aixtui.workspace.workspace import WorkspaceGateway


def refresh_runs(options: "ConnectionOptions", journal: "Journal", workspace: str) -> None:
    """Write down what the server says of each; what cannot be asked stays as it is, and that is said."""
    from aixtui.cli.connecting import with_workspace
    from aixtui.settings.reading import read_settings

    runs = journal.run_list.in_flight(workspace)
    if runs:
        with_workspace(options, read_settings(), lambda gateway: _ask(gateway, journal, runs))


def _ask(gateway: "WorkspaceGateway", journal: "Journal", runs: "tuple[StoredRun, ...]") -> None:
    from aixtui.cli.output import say
    from aixtui.workspace.problems import explain

    for run in runs:
        try:
            ask_once(gateway, journal, run)
        except Exception as error:  # the others are asked about all the same
            say(f"{run.id}: {explain(error).sentence}")


def ask_once(gateway: "WorkspaceGateway", journal: "Journal", run: "StoredRun") -> None:
    """Write down what the server says of a run, unless somebody watches it. Raises what the SDK raises."""
    from aixsdk.polling import waited
    from aixtui.kinds import find_kind
    from aixtui.workspace.run_recording import RunRecording

    kind = find_kind(run.record.kind)
    if kind is None or not journal.runs.take(run.id):
        return
    recording = RunRecording(journal.runs, run.record, run.progress.url)
    events = recording.follow(waited(gateway.watch(kind, run.record.resource_id, run.progress.url)))
    if next(events).phase != "finished":
        recording.let_go()
