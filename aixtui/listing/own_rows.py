"""Rows that are no resources of the workspace: what is done with them is known by whoever has them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from aixtui.listing.browser import Browser
from aixtui.workspace.rows import Row


class RowVerbs(Protocol):
    """What can be done with the rows of one such list; what fails is told."""

    async def open(self, row: Row) -> None:
        """Show what a row stands for, until the user leaves it."""

    async def open_by_id(self, row_id: str) -> None:
        """The same of a row of which the id is known, or its beginning."""

    async def run(self, row: Row) -> None:
        """Open what it was run with, to be changed and sent."""

    async def favour(self, rows: Sequence[Row]) -> None:
        """Have them stay for good, or no longer."""

    async def delete(self, rows: Sequence[Row]) -> Sequence[str]:
        """Ask, and delete them; the ids of those that are gone."""


class OwnRows:
    """The rows of the list that is looked at, where it is such a list."""

    def __init__(self, browser: Browser, verbs: Mapping[str, RowVerbs]) -> None:
        """`verbs` are by the ids of the lists."""
        self._browser, self._verbs = browser, verbs

    @property
    def verbs(self) -> RowVerbs | None:
        """What can be done with them; None where these are resources, or nothing can."""
        return self._verbs.get(self._browser.listing.source.id)

    def verbs_of(self, source_id: str) -> RowVerbs | None:
        """What can be done with the rows of another list."""
        return self._verbs.get(source_id)

    async def run(self) -> None:
        """Run the row under the cursor with changes."""
        row = self._browser.listing.current
        if self.verbs is not None and row is not None:
            await self.verbs.run(row)

    async def favour(self) -> None:
        """Have the marked rows, else the one under the cursor, stay for good, or no longer."""
        listing = self._browser.listing
        if self.verbs is not None:
            await self.verbs.favour(listing.selection)
            self._browser.change_rows(listing)

    async def delete(self) -> None:
        """Delete the marked rows, else the one under the cursor."""
        listing = self._browser.listing
        if self.verbs is not None and (gone := await self.verbs.delete(listing.selection)):
            listing.marks.remove(gone)
            self._browser.change_rows(listing)
