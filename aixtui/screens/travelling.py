"""From one list to another, and back and forward over those that were visited."""

from collections.abc import Callable

from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind
from aixtui.listing import address as addresses
from aixtui.listing.address import Address
from aixtui.listing.history import History, Place, goes_on
from aixtui.screens.keeping import KeepingScreen
from aixtui.widgets.columns import PLAIN
from aixtui.workspace.query import DEFAULT_PAGE_SIZE, Query
from aixtui.workspace.session import AppSession


class TravellingScreen(KeepingScreen):
    """Knows where it is, as an address, and where it was."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._history: History | None = None
        self._travelling = False

    def open_by_id(self, kind: Kind, address: Address) -> object:
        """Open one resource. The screen that knows how does it."""
        raise NotImplementedError

    @property
    def address(self) -> Address:
        """Where we are."""
        return Address(self.kind.id, query=self.listing.query)

    @property
    def address_text(self) -> str:
        """Where we are, as `aixtui open` takes it.

        The first page is as long as the screen it is opened on; on others the size says which rows these are.
        The kind's own order goes without saying.
        """
        query = self.listing.query
        sort = "" if query.sort == self.kind.sort else query.sort
        size = query.size if query.page > 1 else DEFAULT_PAGE_SIZE
        here = self.address._replace(query=query._replace(size=size, sort=sort))
        return addresses.format(here, KINDS)

    def ask(self, query: Query, cursor: str = "") -> None:
        if self._travelling:
            super().ask(query, cursor)
            return
        self.remember()
        super().ask(query, cursor)
        place = self._place
        if self._history is None:
            self._history = History(place)
        elif goes_on(self._history.current.address, place.address):
            self._history.update(place)
        else:
            self._history.visit(place)

    def go(self, address: Address, cursor: str = "", page_sort: str = "") -> None:
        """Go to a list, and with an id on to the resource."""
        if not self._travelling:
            self.remember()
        kind = next(kind for kind in KINDS if kind.id == address.kind)
        query = address.query if address.query.sort else address.query._replace(sort=kind.sort)
        listing = self.listings[kind.id]
        if not address.id or listing.page is None:
            listing.query, listing.cursor, listing.page_sort = query, cursor, page_sort
        self.enter(kind)
        if address.id:
            self.open_by_id(kind, address)

    @property
    def _place(self) -> Place:
        listing, layout = self.listing, self.layouts.get(self.kind.id, PLAIN)
        marks = tuple(listing.marks.values())
        return Place(self.address, listing.cursor, marks, layout.chosen, listing.page_sort)

    def remember(self) -> None:
        """Note how this place is before it is left."""
        if self._history is not None and goes_on(self._history.current.address, self.address):
            self._history.update(self._place)

    def action_show_kind(self, index: int) -> None:
        if index < len(KINDS) and KINDS[index] is not self.kind:
            self.remember()
            self.enter(KINDS[index])

    def action_history_back(self) -> None:
        self._travel(History.back, "There is nothing to go back to.")

    def action_history_forward(self) -> None:
        self._travel(History.forward, "There is nothing to go forward to.")

    def _travel(self, step: Callable[[History], Place | None], otherwise: str) -> None:
        self.remember()
        place = step(self._history) if self._history else None
        if place is None:
            self.notify(otherwise, severity="warning", markup=False, timeout=2)
        else:
            self._travelling = True
            self._restore(place)
            self.go(place.address, place.cursor_id, place.page_sort)
            self._travelling = False

    def _restore(self, place: Place) -> None:
        """Bring back the marks and columns of a place, but no mark of what was deleted here since.

        The columns are shown, not kept: another sitting begins with those that were last chosen.
        """
        kind_id = place.address.kind
        marks = self.listings[kind_id].marks
        marks.clear()
        marks.update({row.id: row for row in place.marks if not getattr(row.resource, "is_deleted", False)})
        self.layouts[kind_id] = self.layouts.get(kind_id, PLAIN)._replace(chosen=place.columns)
