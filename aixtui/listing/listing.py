"""One list while the app is open: what is asked for, what is shown, what is marked, where the cursor is."""

from __future__ import annotations

from typing import NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Resource
from aixtui.listing import columns, order
from aixtui.listing.columns import PLAIN, ColumnLayout, PlacedColumn
from aixtui.listing.marks import Marks
from aixtui.listing.page_filter import RowMatch, mark_words, match_rows
from aixtui.listing.source import Source
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage


class SavedRow(NamedTuple):
    """A row that is looked for, by what name, and what was asked for when it was saved."""

    row_id: str
    name: str
    query: Query


class Listing:
    """Everything of a list that survives while others are looked at. Rows are known by their ids."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.changed, self.cursor_moved = Notice(), Notice()
        """Something has changed; and: only the cursor has moved."""
        self.query = Query(sort=source.sort, filters=source.first_filters)
        self.page: RowPage | None = None
        self.loaded_at = 0.0
        """When the page came, on `clock.monotonic`."""
        self.problem: Problem | None = None
        """Why there is no page."""
        self.marks = Marks(self.changed)
        self.layout = PLAIN
        self.scroll_x = 0
        """Cells that the columns are scrolled to the left by."""
        self.cursor = ""
        """Id of the row that the cursor is on, or goes to when it is there."""
        self.row_target: int | None = None
        """Place of the row, from 0, that the cursor goes to when the page is there."""
        self.saved: SavedRow | None = None
        """What was saved last, until a page has it or something else is asked for."""
        self.saved_in: Listing | None = None
        """The list of what was saved last while this one was looked at, until another page comes."""
        self.is_saved_missing = False
        """Whether a page has come since that does not have what was saved."""
        self._page_sort = self._page_filter = ""
        self._chip = 0
        self._keeps_place = False
        self._rows: tuple[Row, ...] = ()
        self._hits: tuple[RowMatch, ...] = ()
        self._at = 0

    @property
    def is_as_seen(self) -> bool:
        """Whether its page is one of an earlier sitting."""
        return self.page is not None and self.page.is_kept

    @property
    def chip(self) -> int:
        """Place of the filter, from 0, that is chosen among those that hold."""
        return min(self._chip, max(len(self.query.filters) - 1, 0))

    @property
    def offered_filters(self) -> tuple[Filter, ...]:
        """What it can be narrowed by, as far as that is known: a page has to come for what it announces."""
        return tuple(one for one in self.source.filters if self.page is not None or not one.announced_by)

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        """The filters that hold, once all of them are known."""
        names = {one.id for one in self.offered_filters}
        return self.query.filters if names.issuperset(name for name, _ in self.query.filters) else ()

    def choose_chip(self, place: int) -> None:
        """Choose the filter at this place, from 0, or the nearest there is."""
        self._chip = max(place, 0)
        self._chip = self.chip
        self.changed()

    def expect(self, resource: Resource) -> None:
        """The cursor goes to its row if the next page has it; else it stays in its place.

        Where the filters hide it, it goes there with the first page of other ones.
        """
        self.cursor, self._keeps_place = resource.id, True
        self.saved, self.is_saved_missing = SavedRow(resource.id, clean(resource.name), self.query), False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the page, sorted as the user wants this page."""
        return self._rows

    @property
    def hits(self) -> tuple[RowMatch, ...]:
        """Those that the filter of the page leaves, with what matched."""
        return self._hits

    @property
    def visible_rows(self) -> tuple[Row, ...]:
        """The rows that are seen."""
        return tuple(hit.row for hit in self._hits)

    @property
    def at(self) -> int:
        """The cursor's place among the hits, from 0."""
        return self._at

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._hits[self._at].row if self._hits else None

    @property
    def place_on_page(self) -> int:
        """The place of the row under the cursor in the source's own order, from 0; 0 where there is none."""
        ids = [row.id for row in self.page.rows] if self.page else []
        return ids.index(self.cursor) if self.cursor in ids else 0

    @property
    def selection(self) -> tuple[Row, ...]:
        """The marked rows, else the one under the cursor."""
        return self.marks.rows or ((self.current,) if self.current else ())

    @property
    def page_sort(self) -> str:
        """Column id, with a minus for descending, that this page alone is sorted by."""
        return self._page_sort

    @property
    def page_filter(self) -> str:
        """Text that this page alone is filtered by."""
        return self._page_filter

    @property
    def visible_sort(self) -> str:
        """The column the rows are in the order of, as `id` or `-id`; empty for the source's own order."""
        query = self.page.query if self.page else self.query
        return self._page_sort or order.column_sort(self.source.columns, query.sort)

    def show_page(self, page: RowPage, loaded_at: float) -> None:
        """Show a page that came at this time."""
        previous, self.page, self.loaded_at, self.problem = self.page, page, loaded_at, None
        if not page.is_kept:
            is_renewed = previous is not None and previous.is_kept and previous.query == page.query
            self.marks.renew(page.rows, previous.rows if previous and is_renewed else ())
        self._look_for_saved(page)
        is_same = previous is not None and previous.query == page.query and previous.rows == page.rows
        if is_same and self._hits and self._hits[self._at].row.id == self.cursor and self.row_target is None:
            self.changed()
        else:
            self._arrange()

    def drop_page(self) -> None:
        """Show no page any more."""
        self.page = None
        self._arrange()

    def _look_for_saved(self, page: RowPage) -> None:
        saved, self.saved_in, self.is_saved_missing = self.saved, None, False
        if saved is not None and any(row.id == saved.row_id for row in page.rows):
            self.cursor, self.row_target, self.saved = saved.row_id, None, None
        elif saved is not None:
            self.is_saved_missing = page.query == saved.query
            self.saved = saved if self.is_saved_missing else None

    def stay(self) -> None:
        """What was asked for does not come: after a page turn that failed we are where we were."""
        page, self.row_target = self.page, None
        if page and self.query != page.query and self.query._replace(page=page.query.page) == page.query:
            self.query = page.query
            self.cursor = self.current.id if self.current else ""

    def sort_page(self, sort: str) -> None:
        """Sort the loaded page by a column, given as `id` or `-id`; empty brings back the source's order."""
        self._page_sort = sort
        self._arrange()

    def filter_page(self, text: str) -> None:
        """Leave only the rows of the loaded page that match."""
        self._page_filter = text
        self._arrange()

    def lay_out(self, layout: ColumnLayout) -> None:
        """Show the columns so from now on, from the first one."""
        self.layout, self.scroll_x = layout, 0
        self.changed()

    def place_columns(self, room: int) -> tuple[PlacedColumn, ...]:
        """The columns that are shown in so many cells."""
        source, page = self.source, self.page
        constant = columns.constant_columns(source.columns, source.filters, page) if page else frozenset()
        return columns.place(source.columns, room, self.layout, constant)

    def scroll(self, cells: int, room: int) -> None:
        """Scroll the columns sideways, as far as there is something to see in so many cells."""
        farthest = max(columns.width_of(self.place_columns(room)) - room, 0)
        self.scroll_x = min(max(self.scroll_x + cells, 0), farthest)
        self.changed()

    def move_to(self, place: int) -> None:
        """Move the cursor to the row at this place, from 0, or as near as there is one."""
        place = min(max(place, 0), len(self._hits) - 1)
        if self._hits and place != self._at:
            self._at, self.cursor = place, self._hits[place].row.id
            self.cursor_moved()

    def _arrange(self) -> None:
        """Make the rows anew, and put the cursor where it belongs among them."""
        page, row_id = self.page, self.current.id if self.current else ""
        self._rows = order.sort_rows(page.rows, self.source.columns, self._page_sort) if page else ()
        if page and not self._page_filter:
            self._hits = tuple(mark_words(self._rows, page.query.text, self.source.columns))
        else:
            self._hits = tuple(match_rows(self._rows, self._page_filter))
        if self._hits:
            self._place_cursor(row_id)
        self.changed()

    def _place_cursor(self, row_id: str) -> None:
        """From the row of this id the cursor follows its row, and keeps its place when that is gone."""
        last, ids = len(self._hits) - 1, [hit.row.id for hit in self._hits]
        page = self.page
        is_sought = page is not None and page.is_kept and self.cursor not in ("", *ids)
        if is_sought or (page is not None and page.query != self.query):
            # Where it goes on the page that is on its way is not decided on this one.
            self._at = ids.index(row_id) if row_id in ids else min(self._at, last)
            return
        is_on_row = bool(row_id) and row_id == self.cursor
        if self.row_target is not None:
            self.cursor = ids[min(self.row_target, last)]
        place = min(self._at, last) if is_on_row or self._keeps_place else 0
        self._at = ids.index(self.cursor) if self.cursor in ids else place
        self.cursor, self.row_target, self._keeps_place = ids[self._at], None, False
