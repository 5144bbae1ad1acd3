"""The picture of a list that is being left, as the next start would paint it first."""

from typing import Any

from textual.app import App

from aixtui.auth.redaction import hide
from aixtui.listing.launch_picture import LaunchPicture, age_words
from aixtui.listing.listing import Listing
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.system import clock
from aixtui.widgets.bars import HeaderBar
from aixtui.widgets.pager import Pager, page_line
from aixtui.widgets.resource_list import ResourceList
from aixtui.workspace.rows import RowPage


def take_picture(app: App[Any]) -> LaunchPicture | None:
    """The picture of what nobody will look at any more, its lines as they would be sent.

    None where it is no list, or shows what the next start does not: marks, messages, what is typed.
    """
    screen, console = next(reversed(app.screen_stack), None), app.console
    if not (isinstance(screen, BrowseScreen) and _is_plain(screen)):
        return None
    listing, kind = screen.browser.listing, screen.browser.kind
    seen, page = screen.browser.loader.seen, listing.page
    page = seen.as_kept(listing.source, page) if seen and page else None
    if kind is None or page is None:
        return None
    _show_as_at_start(screen, listing, page)
    # What is painted has no public name; not `render_strips`, whose lines are not made of the same pieces.
    painted = [[*line] for line in screen._compositor.render_full_update().strips]  # noqa: SLF001
    if any(hide(text) != text for line in painted if (text := "".join(strip.text for strip in line))):
        return None
    lines = tuple("".join(strip.render(console) for strip in line) for line in painted)
    age, place = clock.monotonic() - listing.loaded_at, screen.query_one(Pager).region.y
    picture = LaunchPicture(kind.id, clock.now().timestamp() - age, lines, place, age_words(age))
    return picture if picture.age in lines[place] else None


def _is_plain(screen: BrowseScreen) -> bool:
    browser, listing = screen.browser, screen.browser.listing
    differs = (
        listing.marks.rows
        or listing.page_sort
        or listing.page_filter
        or listing.scroll_x
        or browser.live.seconds
        or browser.activity.problem
        or screen.browsing.preview.is_shown
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
