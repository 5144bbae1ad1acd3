"""`aixtui run`: run one resource and print its result."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.time_limit import time_limit, timeout_option
from aixtui.cli.values import Values, parse_values, refuse_what_json_lacks

if TYPE_CHECKING:
    from aixsdk.exceptions import CancelledError, ConnectionFailedError
    from aixtui.kindspec.inputs import RunInput
    from aixtui.kindspec.kind import Kind, Resource
    from aixtui.kindspec.results import RunEvent
    from aixtui.workspace.workspace import WorkspaceGateway

MAIN_INPUTS = ("text", "query", "data", "prompt")
"""What `--text` may fill: the first of these that the resource takes."""


class LostRunError(Exception):
    """The server took a run, and then could no longer be reached."""

    title = "Lost sight of the run"

    def __init__(self, why: "ConnectionFailedError", *, in_sandbox: bool) -> None:
        super().__init__(f"It was accepted, and then its server could not be reached any more. {why.message}")
        self.run_id = why.run_id
        self.hint = _fate(in_sandbox)
        if in_sandbox:
            self.hint += " Start one for all commands with aixtui sandbox."


class NotRunnableError(Exception):
    """The server says that it cannot run this one."""

    def __init__(self, resource: "Resource", reason: str, nearest: "Resource | None") -> None:
        from aixtui.kindspec.cells import clean

        super().__init__(reason)
        self.title, self.hint = f"{clean(resource.name)} does not run here", ""
        if nearest is not None:
            self.hint = f"{clean(nearest.name)} has the same function, and runs here: {clean(nearest.path)}"


def _fate(in_sandbox: bool) -> str:
    """What becomes of a run that nobody waits for."""
    if in_sandbox:
        return "A sandbox ends with the command that started it, and its runs with it."
    return "A run that has begun goes on at the server."


def _how_far(error: "CancelledError", *, in_sandbox: bool) -> str:
    """What had become of a run when the time for it was over."""
    if error.run_id:
        return f"The run was accepted. {_fate(in_sandbox)}"
    request = error.request
    if error.outcome_unknown and request and request.kind == "run":
        return "The run was sent, and not answered."
    return "Nothing was run: it had not been sent."


@click.command()
@click.argument("name", metavar="[KIND/]ID")
@click.option(
    "-i", "--input", "items", multiple=True, metavar="NAME=VALUE", help="A parameter; @FILE reads a file."
)
@click.option("--text", metavar="TEXT", help="Fill the main parameter: a model's text, an agent's query.")
@timeout_option
@click.option("-v", "--verbose", is_flag=True, help="Show progress on stderr also when it is no terminal.")
@connection_options
def run(
    options: ConnectionOptions,
    name: str,
    items: tuple[str, ...],
    text: str | None,
    timeout: float | None,
    verbose: bool,
) -> None:
    """Run a resource and print its result as one JSON object.

    An ID without a KIND is a model's.

    \b
    -i NAME=VALUE   text, read as the parameter's type asks
    -i NAME=@FILE   the text of a file; @- is stdin
    -i NAME:=JSON   any JSON value, sent as it is
    """
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.output import print_json, say
    from aixtui.settings.reading import read_settings

    kind, identifier = resource_name(name)
    values = parse_values(items)

    def work(workspace: "WorkspaceGateway") -> None:
        with time_limit(timeout, partial(_how_far, in_sandbox=options.wants_sandbox)):
            events = _events(workspace, kind, identifier, values, text)
            show_progress = verbose or sys.stderr.isatty()
            result = _last(events, show_progress=show_progress, in_sandbox=options.wants_sandbox)
        if result.reading.governance.has_remarks:
            say(f"Inspectors: {result.reading.governance.text}")
        print_json(dict(result.raw))

    with_workspace(options, read_settings(), work)


def _events(
    workspace: "WorkspaceGateway", kind: "Kind", identifier: str, values: Values, text: str | None
) -> "Iterator[RunEvent]":
    workspace.read_only.check("run")  # before the first request
    resource = workspace.get(kind, identifier)
    if reason := kind.why_not_run(resource):
        raise NotRunnableError(resource, reason, _nearest(workspace, kind, resource))
    inputs = kind.inputs(resource) if kind.inputs else ()
    return workspace.run_with(kind, resource, _run_values(inputs, values, text))


def _nearest(workspace: "WorkspaceGateway", kind: "Kind", resource: "Resource") -> "Resource | None":
    """What could be run in its place; none where that cannot be found out: the reason is known already."""
    from aixsdk.exceptions import AixplainV2Error
    from aixtui.running.starting import nearest_that_runs

    try:
        return nearest_that_runs(workspace, kind, resource)
    except AixplainV2Error:
        return None


def _run_values(inputs: "Sequence[RunInput]", values: Values, text: str | None) -> dict[str, Any]:
    """What is sent.

    Raises:
        click.UsageError: the inputs do not take one of the values, or need one more.
    """
    from aixtui.kindspec.inputs import InvalidValueError, parse_all

    names = [item.name for item in inputs]
    texts = dict(values.texts)
    if text is not None:
        main = _main_input(names)
        if main in texts or main in values.ready:
            raise click.UsageError(f"--text and -i both give {main!r}.")
        texts[main] = text
    unknown = [name for name in (*texts, *values.ready) if name not in names]
    if unknown:
        raise click.UsageError(
            f"There is no parameter {unknown[0]!r}; it takes {', '.join(names) or 'none'}."
        )
    try:
        parameters = parse_all([item for item in inputs if item.name not in values.ready], texts)
    except InvalidValueError as error:
        raise click.UsageError(str(error)) from None
    return refuse_what_json_lacks({**parameters, **values.ready})


def _last(events: "Iterator[RunEvent]", *, show_progress: bool, in_sandbox: bool) -> "RunEvent":
    """Follow a run to its end."""
    from aixsdk import exceptions
    from aixtui.cli.output import say

    result = None
    try:
        for event in events:
            if show_progress:
                _show(event)
            result = event
    except KeyboardInterrupt:
        say(f"Stopped waiting. {_fate(in_sandbox)}")
        raise
    except exceptions.InputError as error:
        raise click.UsageError(error.message) from None
    except exceptions.ConnectionFailedError as error:
        if result is None or result.phase == "sent":  # about to be sent
            raise
        raise LostRunError(error, in_sandbox=in_sandbox) from error
    assert result is not None, "a run says at least that it was sent"
    return result


def _main_input(names: list[str]) -> str:
    for name in MAIN_INPUTS:
        if name in names:
            return name
    raise click.UsageError(
        f"--text fits none of its parameters: {', '.join(names) or 'it has none'}. Use -i."
    )


def _show(event: "RunEvent") -> None:
    from aixtui.cli.output import say

    parts: list[Any] = [f"{event.elapsed:6.1f} s", event.phase, event.status]
    if event.reading.progress is not None:
        parts.append(f"{event.reading.progress:.0%}")
    if event.reading.steps:
        parts.append(f"step {len(event.reading.steps)}: {event.reading.steps[-1].unit}")
    say("  ".join(str(part) for part in (*parts, event.reading.note) if part))
