"""What commands narrow the list of runs by."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from aixtui.stores.run_list import RunQuery

STATES = ("intent", "sent", "accepted", "polling", "done", "failed", "stopped", "unknown")


def run_filters(command: Any) -> Any:
    """Give a command the options that narrow the list."""
    for option in (
        click.option("--resource", default="", metavar="ID", help="Runs of this resource."),
        click.option("--kind", default="", metavar="KIND", help="Runs of this kind, such as agents."),
        click.option("--state", type=click.Choice(STATES), multiple=True, help="In this state; repeatable."),
        click.option("-q", "--query", default="", metavar="TEXT", help="Words in inputs, outputs and notes."),
    ):
        command = option(command)
    return command


def run_query(workspace: str, query: str, state: tuple[Any, ...], kind: str, resource: str) -> "RunQuery":
    """What is wanted of the runs of a workspace."""
    from aixtui.cli.naming import require_kind
    from aixtui.stores.run_list import RunQuery

    kind_id = require_kind(kind).id if kind else ""
    return RunQuery(workspace, query, state, kind_id, resource)
