"""The picture of a list that is being left, as the next start would paint it first."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.strip import Strip

from aixtui.auth.redaction import hide
from aixtui.kindspec.kind import Column
from aixtui.listing.launch_picture import LaunchPicture, ShownAge, age_words, came_words
from aixtui.listing.listing import Listing
from aixtui.listing.page_document import digest
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.system import clock
from aixtui.widgets.bars import HeaderBar
from aixtui.widgets.pager import Pager, page_line
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.rows import RowPage

_PIECE = re.compile(r"(\x1b\[[\d;]*m)|.")
"""A style, or a sign."""


def take_picture(app: App[Any]) -> LaunchPicture | None:
    """The picture of what nobody will look at any more, its lines as they would be sent.

    None where it is no list, or shows what the next start does not: marks, messages, what is typed.
    """
    screen = next(reversed(app.screen_stack), None)
    if not (isinstance(screen, BrowseScreen) and _is_plain(screen)):
        return None
    listing, kind = screen.browser.listing, screen.browser.kind
    seen, page = screen.browser.loader.seen, listing.page
    kept = seen.as_kept(listing.source, page) if seen and page else None
    if kind is None or kept is None:
        return None
    age, place = clock.monotonic() - listing.loaded_at, screen.query_one(Pager).region.y
    _show_as_at_start(screen, listing, kept)
    painted = _lines(screen)
    lines = tuple(_as_sent(line, app) for line in painted)
    listing.show_page(kept._replace(is_kept=False), listing.loaded_at)
    screen.query_one(Pager).show(page_line(listing))
    came_line = _lines(screen)[place]
    if any(hide(text) != text for text in map(_text, (*painted, came_line))):
        return None
    picture = LaunchPicture(
        kind=kind.id,
        query=kept.query,
        rows=digest(kind, kept),
        seen=clock.now().timestamp() - age,
        lines=lines,
        age_line=place,
        age=age_words(age),
        ages=tuple(_ages(screen.query_one(ResourceTable), listing.source.columns, lines)),
        came_line=_as_sent(came_line, app),
        came=came_words(kept.seconds),
    )
    return picture if picture.is_whole else None


def _lines(screen: BrowseScreen) -> list[list[Strip]]:
    # What is painted has no public name; not `render_strips`, whose lines are not made of the same pieces.
    return [[*line] for line in screen._compositor.render_full_update().strips]  # noqa: SLF001


def _ages(table: ResourceTable, columns: Sequence[Column], lines: Sequence[str]) -> Iterator[ShownAge]:
    for number, column in enumerate(columns):
        for hit, (x, y, width, _) in table.cells_of(number) if column.is_age else ():
            since = hit.row.cells[number].order
            if since is not None:
                yield ShownAge(y, _index(lines[y], x), width, column.align == "right", since)


def _index(line: str, cell: int) -> int:
    """Where a cell begins in a line as it is sent."""
    for piece in _PIECE.finditer(line):
        if not piece[1] and cell <= 0:
            return piece.start()
        cell -= 0 if piece[1] else cell_len(piece[0])
    return len(line)


def _text(line: list[Strip]) -> str:
    return "".join(strip.text for strip in line)


def _as_sent(line: list[Strip], app: App[Any]) -> str:
    return "".join(strip.render(app.console) for strip in line)


def _is_plain(screen: BrowseScreen) -> bool:
    browser, listing = screen.browser, screen.browser.listing
    differs = (
        listing.marks.rows
        or listing.page_sort
        or listing.page_filter
        or listing.scroll_x
        or browser.live.seconds
        or browser.activity.problem
        or (screen.browsing.preview.is_shown and screen.browsing.row_document.has_secrets)
        or screen.browsing.preview.has_json
        or screen.query("Toast")
    )
    return bool(listing.hits) and not differs and screen.scopes_now == (screen.SCOPE,)


def _show_as_at_start(screen: BrowseScreen, listing: Listing, page: RowPage) -> None:
    """Show the page as it is kept and is read again, and nothing that a connection tells."""
    screen.browser.activity.begin("refreshing")
    listing.show_page(page, listing.loaded_at)
    screen.query_one(ResourceList).show(listing)
    screen.query_one(Pager).show(page_line(listing))
    screen.query_one(HeaderBar).show_place("connecting", screen.crumbs, "", is_sandbox=False)
    screen.draw_footer()
