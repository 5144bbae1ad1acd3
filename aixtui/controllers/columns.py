"""Which columns are seen."""

from aixtui.face import Choice, Face
from aixtui.listing.browser import Browser
from aixtui.listing.column_choices import TITLE, column_choices, explicit_layout, with_choice
from aixtui.listing.column_memory import ColumnMemory


class ColumnsController:
    """Chooses columns and their widths, for this sitting and the next."""

    def __init__(self, browser: Browser, memory: ColumnMemory, face: Face) -> None:
        self._browser, self.memory, self._face = browser, memory, face

    def do_wide(self) -> None:
        """Show all columns, or those that fit."""
        layout = self._browser.listing.layout
        self.memory.choose(layout._replace(wide=not layout.wide))
        hint = "The columns that fit." if layout.wide else "All columns: Left and Right scroll."
        self._face.tell(hint, seconds=3)

    async def do_columns(self) -> None:
        """Have the user switch columns on and off."""
        await self._face.switch(TITLE, self._choices, self._choose)

    def _choices(self, text: str) -> list[Choice]:
        listing = self._browser.listing
        return column_choices(listing, explicit_layout(listing, self._browser.room), text)

    def _choose(self, choice_id: str) -> None:
        layout = explicit_layout(self._browser.listing, self._browser.room)
        self.memory.choose(with_choice(layout, choice_id))
