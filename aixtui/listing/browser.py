"""All lists side by side: which one is looked at, what it asks for, and the way back and forward."""

from collections.abc import Callable, Sequence

from aixtui.face import Face
from aixtui.kindspec.kind import Kind, Resource
from aixtui.listing import address as addresses
from aixtui.listing.address import AppAddress
from aixtui.listing.history import History, Visit, is_same_place
from aixtui.listing.listing import Listing
from aixtui.listing.live_refresh import LiveRefresh
from aixtui.listing.loader import PageLoader
from aixtui.listing.paging import PageSize, resize_page
from aixtui.listing.source import Source
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice
from aixtui.workspace.query import DEFAULT_PAGE_SIZE, Query
from aixtui.workspace.rows import Row


class Browser:
    """Each list keeps its search, page, cursor and marks while the others are looked at."""

    def __init__(self, sources: Sequence[Source], face: Face, *, page_size: PageSize = lambda: None) -> None:
        self.sources = tuple(sources)
        self.changed, self.cursor_moved = Notice(), Notice()
        """Something that is shown has changed; and: only the cursor has moved."""
        self.listings = {source.id: Listing(source) for source in sources}
        self.loader = PageLoader(face, tuple(self.listings.values()))
        self.loader.adopted.listen(self._note_visit)
        self.live = LiveRefresh(face, self._refresh_when_idle)
        self.history: History | None = None
        self.room = 80
        """Cells that the columns have."""
        self.rows_in_sight = DEFAULT_PAGE_SIZE
        self._page_size = page_size
        self._current = self.sources[0].id
        for listing in self.listings.values():
            listing.changed.listen(self.changed)
            listing.cursor_moved.listen(self.cursor_moved)

    @property
    def listing(self) -> Listing:
        """The list that is looked at."""
        return self.listings[self._current]

    @property
    def index(self) -> int:
        """Its place among the sources, from 0."""
        return self.sources.index(self.listing.source)

    @property
    def activity(self) -> Activity:
        """What is being loaded."""
        return self.loader.activity

    @property
    def page_size(self) -> int:
        """Rows a page: as set, else as many as are seen."""
        return self._page_size() or self.rows_in_sight

    @property
    def address(self) -> AppAddress:
        """Where we are."""
        return AppAddress(self._current, query=self.listing.query)

    @property
    def address_text(self) -> str:
        """Where we are, as `aixtui open` takes it; the source's own order goes without saying.

        The first page is as long as the screen it is opened on; on others the size says which rows these are.
        """
        query = self.listing.query
        sort = "" if query.sort == self.listing.source.sort else query.sort
        size = query.size if query.page > 1 else DEFAULT_PAGE_SIZE
        query = query._replace(size=size, sort=sort)
        return addresses.format(self.address._replace(query=query), self.sources)

    def fit(self, rows: int, room: int) -> None:
        """So many rows are seen from now on, in so many cells; `refit` fits the page to them."""
        self.rows_in_sight, self.room = rows, room

    def refit(self) -> None:
        """Fit the page to the rows that are seen; the row under the cursor stays among them."""
        listing = self.listing
        if listing.query.size == self.page_size or (listing.page is None and not self.activity.busy):
            return  # what is asked for next is asked for by the size that holds then
        query = resize_page(listing.query, self.page_size, row=listing.place_on_page)
        self.ask(query, listing.cursor, row_target=listing.row_target)

    def show(self, index: int) -> None:
        """Show the list at this place, from 0, as it was left; nothing where there is none."""
        if index < len(self.sources) and index != self.index:
            self.remember()
            source_id = self.sources[index].id
            self._enter(source_id, self.listings[source_id].cursor)
            self._record()

    def ask(
        self, query: Query, cursor: str = "", *, row_target: int | None = None, listing: Listing | None = None
    ) -> None:
        """Have the list that is looked at, or the one an answer is about, show what a query finds.

        The cursor goes to the row of this id, or at this place on the page, from 0; else to the first.
        """
        if listing not in (None, self.listing):  # by now another one is looked at
            listing.query, listing.cursor, listing.row_target = query, cursor, row_target
            return
        self.remember()
        self._ask(query, cursor, row_target)
        self._record()

    def go(self, address: AppAddress, cursor: str = "", page_sort: str = "") -> None:
        """Go to the list of an address; the way there can be gone back."""
        self.remember()
        self._arrive(address, cursor, page_sort)
        self._record()

    def back(self) -> bool:
        """Go back to the place before, as it was; False where there is none."""
        return self._travel(History.back)

    def forward(self) -> bool:
        """Go forward again; False where there is nothing ahead."""
        return self._travel(History.forward)

    def refresh(self) -> None:
        """Load the page again."""
        self.loader.load(self.listing)

    def _refresh_when_idle(self) -> None:
        if not self.activity.busy:
            self.refresh()

    # What actions on a resource are about.

    @property
    def kind(self) -> Kind | None:
        """The kind of the rows."""
        return self.listing.source.kind

    @property
    def resource(self) -> Resource | None:
        """The resource under the cursor."""
        return row.resource if (row := self.listing.current) else None

    @property
    def capabilities(self) -> frozenset[str] | None:
        """What can be done with it."""
        return self.listing.source.capabilities

    @property
    def marked_rows(self) -> tuple[Row, ...]:
        """The marked rows, which an action on many is about."""
        return self.listing.marks.rows

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What the list is narrowed by."""
        return self.listing.query.filters

    def reason_against(self, capability: str) -> str:
        """Why something cannot be done with the rows."""
        return self.listing.source.reason_against(capability)

    def on_saved(self, kind: Kind, resource: Resource) -> None:
        """A resource was created or changed: the cursor of its list goes to it."""
        listing = self.listing.saved_in = self.listings[kind.id]
        listing.expect(resource)
        self.change_rows(listing)

    def on_deleted(self, kind: Kind, row_ids: Sequence[str] = ()) -> None:
        """Resources were deleted: drop their marks. What others deleted is found gone later."""
        listing = self.listings[kind.id]
        listing.marks.remove([*row_ids, *(row.id for row in listing.marks.rows if _is_deleted(row))])
        self.change_rows(listing)

    def change_rows(self, listing: Listing) -> None:
        """Other rows are in the source by now: what was loaded of it is old."""
        self.loader.forget(listing)
        if listing is self.listing:
            self.refresh()

    # Where we are, and were.

    def remember(self) -> None:
        """Note how this place is before it is left."""
        if self.history is not None and is_same_place(self.history.current.address, self.address):
            self.history.update(self._visit)

    def _note_visit(self) -> None:
        if self.history is not None:
            self.history.update(self._visit)

    @property
    def _visit(self) -> Visit:
        one = self.listing
        return Visit(self.address, one.cursor, one.marks.rows, one.layout.column_ids, one.page_sort)

    def _record(self) -> None:
        if self.history is None:
            self.history = History(self._visit)
        elif is_same_place(self.history.current.address, self.address):
            self.history.update(self._visit)
        else:
            self.history.visit(self._visit)

    def _arrive(self, address: AppAddress, cursor: str, page_sort: str) -> None:
        listing = self.listings[address.kind]
        if not address.id or listing.page is None:
            query = address.query
            listing.query = query if query.sort else query._replace(sort=listing.source.sort)
            listing.sort_page(page_sort)
        else:
            cursor = listing.cursor
        self._enter(address.kind, cursor)

    def _enter(self, source_id: str, cursor: str) -> None:
        self._current = source_id
        listing, page = self.listing, self.listing.page
        listing.filter_page("")
        self.live.follow(listing.source.live_seconds)
        is_as_left = cursor == listing.cursor and page is not None and page.query == listing.query
        row = listing.place_on_page if is_as_left else 0
        self._ask(resize_page(listing.query, self.page_size, row=row), cursor, listing.row_target)
        self.changed()

    def _ask(self, query: Query, cursor: str, row_target: int | None) -> None:
        listing, previous = self.listing, self.listing.query
        listing.query, listing.cursor = resize_page(query, self.page_size), cursor
        listing.row_target, listing.problem = row_target, None
        self.loader.show(listing)
        if listing.query != previous._replace(page=listing.query.page):
            self.changed()  # a page turn alone waits for its rows: a frame before them would hold them up

    def _travel(self, step: Callable[[History], Visit | None]) -> bool:
        self.remember()
        visit = step(self.history) if self.history else None
        if visit is None:
            return False
        # The columns are shown, not kept: another sitting begins with those that were last chosen.
        listing = self.listings[visit.address.kind]
        listing.marks.replace(row for row in visit.marks if not _is_deleted(row))
        listing.layout = listing.layout._replace(column_ids=visit.columns)
        self._arrive(visit.address, visit.cursor_id, visit.page_sort)
        return True


def _is_deleted(row: Row) -> bool:
    return bool(getattr(row.resource, "is_deleted", False))
