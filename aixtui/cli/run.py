"""`aixtui run`: run one resource and print its result."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.values import Values, parse_values

if TYPE_CHECKING:
    from aixtui.catalog.kind import Kind
    from aixtui.catalog.results import RunEvent
    from aixtui.runtime.workspace import Workspace

MAIN_INPUTS = ("text", "query", "data", "prompt")
"""What `--text` may fill: the first of these that the resource takes."""


@click.command()
@click.argument("name", metavar="[KIND/]ID")
@click.option(
    "-i", "--input", "items", multiple=True, metavar="NAME=VALUE", help="A parameter; @FILE reads a file."
)
@click.option("--text", metavar="TEXT", help="Fill the main parameter: a model's text, an agent's query.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop waiting after this time.",
)
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
    from aixtui.cli.connecting import opened
    from aixtui.cli.naming import resource_name
    from aixtui.cli.output import print_json
    from aixtui.settings.reading import read_settings

    kind, identifier = resource_name(name)
    values = parse_values(items)
    with opened(options, read_settings()) as workspace, _time_limit(timeout):
        result = _last(_events(workspace, kind, identifier, values, text), verbose or sys.stderr.isatty())
        print_json(dict(result.raw))


def _events(
    workspace: "Workspace", kind: "Kind", identifier: str, values: Values, text: str | None
) -> "Iterator[RunEvent]":
    from aixtui.catalog.inputs import parse_all

    resource = workspace.get(kind, identifier)
    inputs = kind.inputs(resource) if kind.inputs else ()
    names = [given.name for given in inputs]
    if text is not None:
        main = _main_input(names)
        if main in values.texts or main in values.ready:
            raise click.UsageError(f"--text and -i both give {main!r}.")
        values.texts[main] = text
    unknown = [name for name in (*values.texts, *values.ready) if name not in names]
    if unknown:
        raise click.UsageError(
            f"There is no parameter {unknown[0]!r}; it takes {', '.join(names) or 'none'}."
        )
    typed = parse_all([given for given in inputs if given.name not in values.ready], values.texts)
    return workspace.run_with(kind, resource, {**typed, **values.ready})


def _last(events: "Iterator[RunEvent]", shown: bool) -> "RunEvent":
    """Follow a run to its end."""
    from aixtui.cli.output import say

    result = None
    try:
        for event in events:
            if shown:
                _show(event)
            result = event
    except KeyboardInterrupt:
        say("Stopped waiting; a run that has begun goes on at the server.")
        raise
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


@contextmanager
def _time_limit(seconds: float | None) -> Iterator[None]:
    """Cancel what is waited for after `seconds`, also a read that hangs."""
    from aixsdk import cancel, exceptions

    if seconds is None:
        yield
        return
    token = cancel.CancelToken()
    timer = threading.Timer(seconds, token.cancel)
    timer.daemon = True
    timer.start()
    try:
        with cancel.use(token):
            yield
    except exceptions.CancelledError:
        raise exceptions.TimeoutError(
            f"No result within {seconds:g} seconds; the run may still go on."
        ) from None
    finally:
        timer.cancel()
