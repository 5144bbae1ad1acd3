"""What commands narrow the list of runs by: as the list on the screen does."""

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from aixtui.workspace.query import Query

if TYPE_CHECKING:
    from aixtui.stores.run_list import RunQuery

STATES = ("in-flight", "intent", "sent", "accepted", "polling", "done", "failed", "stopped", "unknown")
SORTS = ("started", "-started", "name", "-name", "time", "-time", "credits", "-credits")
_OPTIONS = (
    click.option("-q", "--query", default="", metavar="TEXT", help="Words in inputs, outputs and notes."),
    click.option(
        "--state",
        type=click.Choice(STATES),
        multiple=True,
        help="In this state; repeatable. in-flight is any of the four that come after it.",
    ),
    click.option("--kind", default="", metavar="KIND", help="Runs of this kind, such as agents."),
    click.option("--resource", default="", metavar="ID", help="Runs of this resource."),
    click.option(
        "--day", default="", metavar="DAY", help="Of a day in UTC, or: today, yesterday, last-7-days."
    ),
    click.option("--credits", default="", metavar="N", help="That cost so many credits at least."),
    click.option("--starred", is_flag=True, help="Only those with a star."),
    click.option("--from", "face", type=click.Choice(("app", "command")), help="Sent from there."),
)


def run_filters(command: Any) -> Any:
    """Give a command the options that narrow the list; it gets them as `asked`, without a workspace.

    With them goes the `sort` of the command, if it has one.
    """

    @wraps(command)
    def narrowed(
        *arguments: Any,
        query: str,
        state: tuple[str, ...],
        kind: str,
        resource: str,
        day: str,
        credits: str,  # noqa: A002  # by the name of its option
        starred: bool,
        face: str | None,
        sort: str = "-started",
        **options: Any,
    ) -> Any:
        filters = {
            "kind": kind_id(kind),
            "resource": resource,
            "day": day,
            "credits": credits,
            "starred": "yes" if starred else "",
            "from": face or "",
        }
        said = [*filters.items(), *(("state", one) for one in state)]
        asked = Query(query, sort=sort, filters=tuple(one for one in said if one[1]))
        return command(*arguments, asked=_runs_of(asked), **options)

    for option in reversed(_OPTIONS):
        narrowed = option(narrowed)
    return narrowed


def _runs_of(asked: Query) -> "RunQuery":
    from aixtui.running.run_filter_values import RunFilterError
    from aixtui.running.run_query import run_query

    try:
        return run_query(asked, "")
    except RunFilterError as error:
        raise click.UsageError(f"{error} {error.hint}") from None


def kind_id(name: str) -> str:
    """The id of a kind by any of its names; empty for none."""
    from aixtui.cli.naming import require_kind

    return require_kind(name).id if name else ""
