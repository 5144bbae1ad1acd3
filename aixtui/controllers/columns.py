"""Which columns are seen."""

from functools import partial

from aixtui.face import Choice, Face
from aixtui.listing.browser import Browser
from aixtui.listing.column_choices import TITLE, column_choices, explicit_layout, with_choice
from aixtui.listing.column_memory import ColumnMemory
from aixtui.listing.listing import Listing


class ColumnsController:
    """Chooses columns and their widths, for this sitting and the next."""

    def __init__(self, browser: Browser, memory: ColumnMemory, face: Face) -> None:
        self._browser, self.memory, self._face = browser, memory, face

    def do_wide(self) -> None:
        """Show all columns, or those that fit."""
        listing, layout = self._browser.listing, self._browser.listing.layout
        self.memory.choose(listing, layout._replace(wide=not layout.wide))
        hint = "The columns that fit." if layout.wide else "All columns: Left and Right scroll."
        self._face.tell(hint, seconds=3)

    async def do_columns(self) -> None:
        """Have the user switch columns on and off."""
        listing = self._browser.listing
        choices, choose = partial(self._choices, listing), partial(self._choose, listing)
        await self._face.switch(TITLE, choices, choose, changed=listing.changed)

    def _choices(self, listing: Listing, text: str) -> list[Choice]:
        return column_choices(listing, explicit_layout(listing, self._browser.room), text)

    def _choose(self, listing: Listing, choice_id: str) -> None:
        layout = explicit_layout(listing, self._browser.room)
        self.memory.choose(listing, with_choice(layout, choice_id))
