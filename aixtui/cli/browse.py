"""`aixtui ls` and `aixtui get`: looking without a screen."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.time_limit import nothing_changed, time_limit, timeout_option

if TYPE_CHECKING:
    from aixtui.workspace.rows import RowPage
    from aixtui.workspace.workspace import WorkspaceGateway


class NoSuchPageError(Exception):
    """A list was asked for a page after its last one."""

    title = "No such page"

    def __init__(self, page: int, pages: int) -> None:
        super().__init__(f"There is no page {page}; the last one is {pages}.")


@click.command()
@click.argument("kind")
@click.option("-q", "--query", default="", metavar="TEXT", help="Search on the server.")
@click.option(
    "--page", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Page, from 1."
)
@click.option(
    "--size", type=click.IntRange(1, 100), metavar="N", help="Items a page [default: the settings', else 20]."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@timeout_option
@connection_options
def ls(
    options: ConnectionOptions,
    kind: str,
    query: str,
    page: int,
    size: int | None,
    as_json: bool,
    timeout: float | None,
) -> None:
    """List one page of a KIND, such as models or agents."""
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.naming import require_kind
    from aixtui.cli.output import print_json, print_table, say
    from aixtui.kindspec.plain_text import counted
    from aixtui.settings.reading import read_settings
    from aixtui.workspace.query import DEFAULT_PAGE_SIZE, Query
    from aixtui.workspace.rows import announces

    kind_spec = require_kind(kind)
    settings = read_settings()
    search = Query(query, page, size or settings.browse.page_size or DEFAULT_PAGE_SIZE, kind_spec.sort)

    def work(workspace: "WorkspaceGateway") -> None:
        with time_limit(timeout, nothing_changed):
            row_page = workspace.search(kind_spec, search)
        if page > row_page.pages and not (row_page.rows or row_page.unreadable):
            raise NoSuchPageError(page, row_page.pages)
        if as_json:
            items = [workspace.document(row.resource) for row in row_page.rows]
            print_json({"items": items, "page": page, "pages": row_page.pages, "total": row_page.total})
        else:
            columns = kind_spec.columns_there(announced=announces(kind_spec, row_page))
            heads = ["ID", *(column.label.upper() for column in columns)]
            cells = [[cell.text for cell in row.cells[: len(columns)]] for row in row_page.rows]
            print_table([heads, *([row.id, *texts] for row, texts in zip(row_page.rows, cells, strict=True))])
        total = counted(row_page.total, kind_spec.id, kind_spec.plural)
        say(f"page {page} of {row_page.pages}, {total}")
        _say_what_is_missing(row_page, search.size)

    with_workspace(options, settings, work)


def _say_what_is_missing(row_page: "RowPage", size: int) -> None:
    from aixtui.cli.output import say
    from aixtui.kindspec.plain_text import counted

    if row_page.unreadable:
        say(f"{counted(len(row_page.unreadable), 'item')} of this page could not be read:")
    for item in row_page.unreadable:
        say(f"  {item.name}: {item.why}")
    if row_page.cut:
        items = counted(row_page.cut, "item was", "items were")
        say(f"{items} left out: the server sent more than the {size} asked for")
    if row_page.duplicates:
        items = counted(row_page.duplicates, "item of this page was", "items of this page were")
        say(f"{items} left out: their ids came twice")


@click.command()
@click.argument("name", metavar="[KIND/]ID")
@timeout_option
@connection_options
def get(options: ConnectionOptions, name: str, timeout: float | None) -> None:
    """Print one resource as JSON. An ID without a KIND is a model's.

    What cannot be read as a resource is printed as it came, and the exit code is 1.
    """
    from aixsdk.exceptions import AixplainV2Error
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.output import print_json
    from aixtui.settings.reading import read_settings
    from aixtui.workspace.documents import without_secrets

    kind, identifier = resource_name(name)

    def work(workspace: "WorkspaceGateway") -> None:
        try:
            with time_limit(timeout, nothing_changed):
                document = workspace.document(workspace.get(kind, identifier))
        except AixplainV2Error as error:
            if error.document is not None:
                print_json(without_secrets(error.document))
            raise
        print_json(document)

    with_workspace(options, read_settings(), work)
