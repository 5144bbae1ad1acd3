"""`aixtui api`: one request to the platform, with the key."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Printing, printing_options
from aixtui.cli.time_limit import nothing_changed, time_limit, timeout_option
from aixtui.cli.values import parse_values

if TYPE_CHECKING:
    from aixtui.workspace.workspace import WorkspaceGateway

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@click.command()
@click.argument("method", metavar="METHOD", type=click.Choice(METHODS, case_sensitive=False))
@click.argument("path")
@click.option(
    "-f", "--field", "fields", multiple=True, metavar="NAME=VALUE", help="A value; NAME:=JSON is no text."
)
@click.option("--input", "body", metavar="FILE", help="The JSON of the body; - is stdin.")
@printing_options(formats=("json", "jsonl", "yaml"))
@timeout_option
@connection_options
def api(
    options: ConnectionOptions,
    method: str,
    path: str,
    fields: tuple[str, ...],
    body: str | None,
    printing: Printing,
    timeout: float | None,
) -> None:
    """Send one request to a PATH of the platform and print its reply.

    METHOD is GET, POST, PUT, PATCH or DELETE.

    The key goes to the addresses of the workspace and to no other. Values of a GET go into the address,
    those of anything else into the body.

    \b
    aixtui api GET v2/agents/ID --jq .name
    aixtui api POST v2/models/paginate -f pageNumber:=0 -f pageSize:=5
    """
    from aixtui.cli.connecting import with_workspace
    from aixtui.settings.reading import read_settings

    values = parse_values(fields, "-f")
    said: dict[str, Any] = {**values.texts, **values.ready}
    if body is not None and said:
        raise click.UsageError("--input and -f both say what is sent: choose one.")
    document = _json(body) if body is not None else said or None

    expected = printing if method.upper() == "GET" else printing.expecting()

    def work(workspace: "WorkspaceGateway") -> None:
        with time_limit(timeout, nothing_changed):
            reply = workspace.send(method.upper(), path, document)
        expected.show_value(reply)

    with_workspace(options, read_settings(), work)


def _json(file: str) -> Any:
    from aixtui.cli.values import text_of_file

    text = sys.stdin.read() if file == "-" else text_of_file("--input", "body", file)
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.UsageError(f"--input {file} is no JSON: {error}.") from None
