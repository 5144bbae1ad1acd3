"""`aixtui run`: run one resource and print its result."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.piped_text import MAIN_INPUTS, main_text
from aixtui.cli.printing import DOCUMENT_FORMATS, Printing, printing_options
from aixtui.cli.run_words import HELP, SentRun, how_far, nobody_runs_it
from aixtui.cli.time_limit import time_limit, timeout_option
from aixtui.cli.values import Values, parse_values, refuse_what_json_lacks

if TYPE_CHECKING:
    from aixtui.kindspec.field import Field
    from aixtui.kindspec.kind import Kind, Resource
    from aixtui.kindspec.results import RunEvent
    from aixtui.stores.journal import Journal
    from aixtui.stores.run_record import RunRecord
    from aixtui.workspace.run_recording import RunRecording
    from aixtui.workspace.workspace import WorkspaceGateway

_TEXT_HELP = "Fill the main parameter: a model's text, an agent's query. - is stdin, as is what is piped."


class NotRunnableError(Exception):
    """The server says that it cannot run this one."""

    def __init__(self, resource: "Resource", reason: str, nearest: "Resource | None") -> None:
        from aixtui.kindspec.cells import clean

        super().__init__(reason)
        self.title, self.hint = f"{clean(resource.name)} does not run here", ""
        if nearest is not None:
            self.hint = f"{clean(nearest.name)} has the same function, and runs here: {clean(nearest.path)}"


@click.command(help=HELP)
@click.argument("name", metavar="[KIND/]ID")
@click.option(
    "-i",
    "--input",
    "items",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter; @FILE reads a file. A NAME that is none is answered with those that there are.",
)
@click.option(
    "--text",
    metavar="TEXT",
    help=_TEXT_HELP,
)
@timeout_option
@click.option(
    "--detach/--wait",
    help="Print the run's id for aixtui runs once it is sent, or wait until it is over, as without either.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show progress on stderr also when it is no terminal.")
@printing_options(formats=DOCUMENT_FORMATS)
@connection_options
def run(
    options: ConnectionOptions,
    name: str,
    items: tuple[str, ...],
    text: str | None,
    timeout: float | None,
    detach: bool,
    verbose: bool,
    printing: Printing,
) -> None:
    """Run a resource and print its result."""
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.journal import kept_workspace, open_journal
    from aixtui.cli.naming import resource_name
    from aixtui.settings.reading import read_settings

    kind, identifier = resource_name(name)
    printing, local = printing.expecting(_SENT_NAMES if detach else ()), options.wants_sandbox
    with open_journal(of := kept_workspace(options)) as journal:
        values = parse_values(items)  # behind the key, which is the first line of what is piped

        def work(workspace: "WorkspaceGateway") -> None:
            if detach and workspace.place.ends_with_us:
                raise click.UsageError(nobody_runs_it(options))
            started: SentRun | None = None
            with time_limit(timeout, lambda error: how_far(error, started, in_sandbox=local)):
                resource, given = prepare(workspace, kind, identifier, values, text)
                sent = uploaded(workspace, given)
                recording = _begin(journal, record_of(of.name, kind, resource, given, sent))
                events = recording.follow(workspace.run_with(kind, resource, sent))
                started = SentRun(recording, options, ends_with_us=workspace.place.ends_with_us)
                shows = verbose or sys.stderr.isatty()
                result = started.last_event(
                    events, show_progress=shows, in_sandbox=local, until_accepted=detach
                )
            _print(result, recording, printing)

        with_workspace(options, read_settings(), work, of.connection)


_SENT_NAMES = ("id", "status", "url")
"""What is known of a run that nobody waits for."""


def _begin(journal: "Journal", record: "RunRecord") -> "RunRecording":
    """Write what is about to be sent."""
    from aixtui.workspace.run_recording import RunRecording

    recording = RunRecording(journal.runs, record)
    recording.begin()
    return recording


def record_of(
    workspace: str, kind: "Kind", resource: "Resource", given: dict[str, Any], sent: dict[str, Any]
) -> "RunRecord":
    """What is kept of a run that is about to be sent with these values, which were given as those."""
    from aixtui.kindspec.cells import clean
    from aixtui.kindspec.hosted_files import with_files
    from aixtui.stores.run_record import RunRecord, new_run_id

    typed, name = with_files(given, str), clean(resource.name)
    sent_otherwise = None if sent == typed else sent
    return RunRecord(new_run_id(), workspace, kind.id, resource.id, name, typed, "command", sent_otherwise)


def uploaded(workspace: "WorkspaceGateway", values: dict[str, Any]) -> dict[str, Any]:
    """The values with an address in the place of each file of this machine."""
    from aixtui.kindspec.hosted_files import with_files

    sent: dict[str, Any] = with_files(values, lambda path: workspace.upload_input(path, lambda *_: None))
    return sent


def _print(result: "RunEvent", recording: "RunRecording", printing: Printing) -> None:
    from aixtui.cli.output import say

    if recording.problem is not None:
        say(f"{recording.problem.title}: {recording.problem} {recording.problem.hint}")
    if result.phase == "accepted":
        recording.let_go()
        run_id = recording.record.id
        printing.show(dict(zip(_SENT_NAMES, (run_id, result.status, result.url), strict=True)), run_id)
        return
    if result.reading.governance.has_remarks:
        say(f"Inspectors: {result.reading.governance.text}")
    printing.show(dict(result.raw), recording.record.id)


def prepare(
    workspace: "WorkspaceGateway", kind: "Kind", identifier: str, values: Values, text: str | None
) -> "tuple[Resource, dict[str, Any]]":
    """What is run, and what it is run with."""
    from aixtui.workspace.named import get_named

    workspace.read_only.check("run")  # before the first request
    resource = get_named(workspace, kind, identifier)
    if reason := kind.why_not_run(resource):
        raise NotRunnableError(resource, reason, _nearest(workspace, kind, resource))
    return resource, _values_of(kind, resource, values, text)


def _nearest(workspace: "WorkspaceGateway", kind: "Kind", resource: "Resource") -> "Resource | None":
    """What could be run in its place; none where that cannot be found out: the reason is known already."""
    from aixsdk.exceptions import AixplainV2Error
    from aixtui.running.starting import nearest_that_runs

    try:
        return nearest_that_runs(workspace, kind, resource)
    except AixplainV2Error:
        return None


def _values_of(kind: "Kind", resource: "Resource", values: Values, text: str | None) -> dict[str, Any]:
    """What is sent. Inputs of an action stand beside its name, or all in one in `data`."""
    from aixtui.kindspec.cells import clean

    inputs = kind.inputs(resource) if kind.inputs else ()
    if kind.run_actions is None or "data" in {*values.texts, *values.ready}:
        return _run_values(inputs, values, text)
    action = values.ready.get("action", values.texts.get("action"))
    names = [one.name for one in kind.run_actions.listed(resource)]
    if action is None and len(names) == 1:
        action = names[0]
    if action not in names:
        there = ", ".join(map(clean, names)) or "none"
        raise click.UsageError(f"Choose one of its actions with -i action=NAME: {there}.")
    fields = kind.run_actions.inputs(resource, action)
    if fields is None:
        return _run_values(inputs, values, text)
    texts = {name: one for name, one in values.texts.items() if name != "action"}
    given = Values(texts, {name: one for name, one in values.ready.items() if name != "action"})
    return {"action": action, "data": _run_values(fields, given, text)}


def _run_values(inputs: "Sequence[Field]", values: Values, text: str | None) -> dict[str, Any]:
    """What is sent.

    Raises:
        click.UsageError: the inputs do not take one of the values, or need one more.
    """
    from aixtui.cli.naming import no_such
    from aixtui.kindspec.inputs import parse_inputs
    from aixtui.kindspec.invalid_value import InvalidValueError

    names = [item.name for item in inputs]
    texts = dict(values.texts)
    text = main_text(text, names, {*texts, *values.ready})
    if text is not None:
        main = _main_input(names)
        if main in texts or main in values.ready:
            raise click.UsageError(f"--text and -i both give {main!r}.")
        texts[main] = text
    unknown = [name for name in (*texts, *values.ready) if name not in names]
    if unknown:
        raise no_such("parameter", unknown[0], names, f"It takes {', '.join(names) or 'none'}.")
    try:
        parameters = parse_inputs([item for item in inputs if item.name not in values.ready], texts)
    except InvalidValueError as error:
        raise click.UsageError(str(error)) from None
    return refuse_what_json_lacks({**parameters, **values.ready})


def _main_input(names: list[str]) -> str:
    for name in MAIN_INPUTS:
        if name in names:
            return name
    raise click.UsageError(
        f"--text fits none of its parameters: {', '.join(names) or 'it has none'}. Use -i."
    )
