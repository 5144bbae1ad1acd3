"""Back and forward over the places that were visited."""

from typing import NamedTuple

from aixtui.listing.address import AppAddress
from aixtui.workspace.rows import Row

CAPACITY = 100


class Visit(NamedTuple):
    """A place as it was left: its address, and what an address does not say."""

    address: AppAddress
    cursor_id: str = ""
    marks: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    """Ids of the columns that were chosen, in their order; empty for the kind's own."""
    page_sort: str = ""
    """What the page alone was sorted by, as `Listing.page_sort`."""


class History:
    """The places behind and ahead of the current one; the oldest is forgotten when there are too many."""

    def __init__(self, start: Visit) -> None:
        self._places = [start]
        self._at = 0

    @property
    def current(self) -> Visit:
        """Where one is."""
        return self._places[self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether something is behind."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether something is ahead."""
        return self._at < len(self._places) - 1

    def update(self, place: Visit) -> None:
        """Say how the current place has changed: its query, its cursor, its marks. What is ahead stays."""
        self._places[self._at] = place

    def visit(self, place: Visit) -> None:
        """Go somewhere: what was ahead is forgotten. The current address again only updates it."""
        if place.address == self.current.address:
            self.update(place)
            return
        self._places[self._at + 1 :] = [place]
        del self._places[:-CAPACITY]
        self._at = len(self._places) - 1

    def back(self) -> Visit | None:
        """Go back and say where; None at the start."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Visit | None:
        """Go forward and say where; None at the end."""
        return self._step(1) if self.can_go_forward else None

    def _step(self, by: int) -> Visit:
        self._at += by
        return self.current


def is_same_place(previous: AppAddress, current: AppAddress) -> bool:
    """Whether this is still the same place: another page of it, or its search text typed a bit further."""
    text = current.query.text
    is_same_query = (
        previous.query._replace(text=text, page=current.query.page, size=current.query.size) == current.query
    )
    is_longer_text = text == previous.query.text or bool(
        previous.query.text and text.startswith(previous.query.text)
    )
    return previous.kind == current.kind and is_same_query and is_longer_text
