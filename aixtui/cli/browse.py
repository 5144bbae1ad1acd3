"""`aixtui ls` and `aixtui get`: looking without a screen."""

import re
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import DOCUMENT_FORMATS, Listed, Printing, printing_options
from aixtui.cli.time_limit import nothing_changed, time_limit, timeout_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aixtui.kindspec.kind import Kind
    from aixtui.settings.tree import Settings
    from aixtui.workspace.query import Query
    from aixtui.workspace.rows import RowPage
    from aixtui.workspace.workspace import WorkspaceGateway

LARGEST_PAGE = 100


class NoSuchPageError(Exception):
    """A list was asked for a page after its last one."""

    title = "No such page"

    def __init__(self, page: int, pages: int) -> None:
        super().__init__(f"There is no page {page}; the last one is {pages}.")


@click.command()
@click.argument("address", metavar="KIND|ADDRESS")
@click.option("-q", "--query", metavar="TEXT", help="Search on the server.")
@click.option("--filter", "filters", multiple=True, metavar="NAME=VALUE", help="Only such; repeatable.")
@click.option("--sort", metavar="[-]COLUMN", help="By a column; with - from the end.")
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="Page, from 1.")
@click.option(
    "--size",
    type=click.IntRange(1, LARGEST_PAGE),
    metavar="N",
    help="Items a page [default: the settings', else 20].",
)
@click.option("--all", "everything", is_flag=True, help="All pages, one after the other.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N of all pages.")
@printing_options()
@timeout_option
@connection_options
def ls(
    options: ConnectionOptions,
    address: str,
    query: str | None,
    filters: tuple[str, ...],
    sort: str | None,
    page: int | None,
    size: int | None,
    everything: bool,
    limit: int | None,
    printing: Printing,
    timeout: float | None,
) -> None:
    """List a page of a KIND, such as models or agents.

    An address as the app has it does as well: 'models developer=openai', 'agents?q=invoice&sort=-updated'.
    Where a filter or a column is none, those that there are are named.

    \b
    aixtui ls agents --filter owner=PRIVATE --sort -updated
    aixtui ls models -q translate --all -o csv > models.csv
    aixtui ls agents --jq '.items[].name'
    """
    from aixtui.cli.connecting import with_workspace
    from aixtui.settings.reading import read_settings

    settings = read_settings()
    pairs = [("q", query), ("sort", sort), ("page", page), ("size", size)]
    said = {name: str(value) for name, value in pairs if value is not None}
    kind, wanted = list_query(address, said, filters, settings)
    if (everything or limit) and page:
        raise click.UsageError("--page is one page, --all and --limit are of all pages: choose one.")

    def work(workspace: "WorkspaceGateway") -> None:
        with time_limit(timeout, nothing_changed):
            most = limit if limit is not None else None if everything else 0
            pages = pages_of(workspace, kind, wanted, most)
        _print(workspace, kind, pages, printing, limit)

    with_workspace(options, settings, work)


def list_query(
    address: str, said: dict[str, str], filters: "Sequence[str]", settings: "Settings"
) -> "tuple[Kind, Query]":
    """What is asked for: the address, over which the options go.

    Raises:
        click.UsageError: a part of it is nothing that there is.
    """
    from aixtui.cli.naming import address_error, require_kind
    from aixtui.kinds import KINDS
    from aixtui.listing.address import AddressError, parse, with_settings
    from aixtui.workspace.query import DEFAULT_PAGE_SIZE

    if bad := next((one for one in filters if "=" not in one), None):
        raise click.UsageError(f"--filter {bad!r} is not NAME=VALUE.")
    try:
        found = parse(address, KINDS)
        kind = require_kind(found.kind)
        if found.id:
            raise click.UsageError(f"{address!r} is one resource: aixtui get prints it.")
        pairs = [(name, value) for name, _, value in (one.partition("=") for one in filters)]
        query = with_settings(found.query, kind, [*said.items(), *pairs])
    except AddressError as error:
        if re.match(r"\s*:?\s*runs?\b", address):
            raise click.UsageError("Runs are listed by aixtui runs ls.") from None
        raise address_error(error) from None
    if query.size == DEFAULT_PAGE_SIZE and "size" not in said:
        query = query._replace(size=settings.browse.page_size or DEFAULT_PAGE_SIZE)
    return kind, query if query.sort else query._replace(sort=kind.sort)


def pages_of(
    workspace: "WorkspaceGateway", kind: "Kind", query: "Query", most: int | None
) -> "list[RowPage]":
    """The page that is asked for, and those after it until there are as many rows as are wanted.

    Raises:
        NoSuchPageError: there is no such page.
    """
    first = workspace.search(kind, query)
    if query.page > first.pages and not (first.rows or first.unreadable):
        raise NoSuchPageError(query.page, first.pages)
    pages, count = [first], len(first.rows)
    while most is None or count < most:
        number = pages[-1].query.page + 1
        if number > first.pages:
            break
        pages.append(workspace.search(kind, query._replace(page=number)))
        count += len(pages[-1].rows)
        if not pages[-1].rows and not pages[-1].unreadable:
            break
    return pages


def _print(
    workspace: "WorkspaceGateway",
    kind: "Kind",
    pages: "list[RowPage]",
    printing: Printing,
    limit: int | None,
) -> None:
    from aixtui.cli.output import say
    from aixtui.kindspec.plain_text import counted
    from aixtui.listing.export import table
    from aixtui.workspace.rows import announces

    rows = [row for page in pages for row in page.rows][:limit]
    columns = kind.columns_there(announced=any(announces(kind, page) for page in pages))
    first, last = pages[0], pages[-1]
    about: dict[str, Any] = {"page": first.query.page, "pages": first.pages, "total": first.total}
    if printing.form == "csv":  # for other programs, as the app's own export
        cells: Sequence[Sequence[str]] = table(columns, rows, [column.id for column in columns]).lines
    else:
        cells = [[cell.text for cell in row.cells[: len(columns)]] for row in rows]
    listed = Listed(
        ["ID", *(column.label for column in columns)],
        [[row.id, *line] for row, line in zip(rows, cells, strict=True)],
        lambda: [workspace.document(row.resource) for row in rows],
        about if len(pages) == 1 else {"pages": first.pages, "total": first.total},
        [["", *(cell.style for cell in row.cells[: len(columns)])] for row in rows],
    )
    printing.show_list(listed)
    total = counted(first.total, kind.id, kind.plural)
    place = f"page {first.query.page}" if first is last else f"pages {first.query.page} to {last.query.page}"
    shown = f", the first {len(rows):,} shown" if limit is not None and len(rows) < first.total else ""
    say(f"{place} of {first.pages}, {total}{shown}")
    for page in pages:
        _say_what_is_missing(page)
    if not first.total and first.query.filters:
        from aixtui.cli.filter_meant import values_meant

        for sentence in values_meant(workspace, kind, first.query):
            say(sentence)


def _say_what_is_missing(row_page: "RowPage") -> None:
    from aixtui.cli.output import say
    from aixtui.kindspec.plain_text import counted

    if row_page.unreadable:
        number = row_page.query.page
        say(f"{counted(len(row_page.unreadable), 'item')} of page {number} could not be read:")
    for item in row_page.unreadable:
        say(f"  {item.name}: {item.why}")
    if row_page.cut:
        items = counted(row_page.cut, "item was", "items were")
        say(f"{items} left out: the server sent more than the {row_page.query.size} asked for")
    if row_page.duplicates:
        items = counted(row_page.duplicates, "item of this page was", "items of this page were")
        say(f"{items} left out: their ids came twice")


@click.command()
@click.argument("names", metavar="[KIND/]ID...", nargs=-1)
@printing_options(formats=DOCUMENT_FORMATS)
@timeout_option
@connection_options
def get(
    options: ConnectionOptions, names: tuple[str, ...], printing: Printing, timeout: float | None
) -> None:
    """Print a resource as JSON, or several as a list. An ID without a KIND is a model's.

    Without names they are those that are piped in, one a line.
    What cannot be read as a resource is printed as it came, and the exit code is 1.

    \b
    aixtui get agents/ID -o yaml
    aixtui get 'agents/Text Analyst'
    aixtui get sandbox/text-statistics --jq .name
    aixtui ls models -o ids | aixtui get -o jsonl
    """
    from aixsdk.exceptions import AixplainV2Error
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.naming import resource_name
    from aixtui.cli.output import print_json
    from aixtui.cli.piped_names import names_given
    from aixtui.settings.reading import read_settings
    from aixtui.workspace.documents import without_secrets
    from aixtui.workspace.named import get_named

    meant = [resource_name(name) for name in names_given(names, options)]

    def work(workspace: "WorkspaceGateway") -> None:
        try:
            with time_limit(timeout, nothing_changed):
                found = [get_named(workspace, kind, identifier) for kind, identifier in meant]
                documents = [workspace.document(one) for one in found]
        except AixplainV2Error as error:
            if error.document is not None:
                print_json(without_secrets(error.document))
            raise
        printing.show_each(documents, is_list=len(documents) > 1)

    with_workspace(options, read_settings(), work)
