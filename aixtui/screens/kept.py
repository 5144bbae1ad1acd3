"""The dialog of kept places: go to one, rename it, remove it."""

from collections.abc import Awaitable, Callable, Sequence

from textual import work
from textual.widgets import Input, OptionList

from aixtui.bindings import bindings_for
from aixtui.screens.choose import Choose, Offer

TITLE = "Views, favourites, and what was opened lately"
Change = Callable[[str], Awaitable[None]]
"""Changes the place of this id, and the offers with it."""


class KeptDialog(Choose):
    """Ends with the id of the place to go to; it stays open while places are renamed and removed."""

    BINDINGS = bindings_for("kept")

    def __init__(self, offers: Callable[[str], Sequence[Offer]], rename: Change, remove: Change) -> None:
        super().__init__(TITLE, offers)
        self._rename, self._remove = rename, remove
        self._changing = False

    @property
    def closing(self) -> str:
        return "Enter goes there, F2 renames, F8 removes, Esc cancels."

    def action_rename_kept(self) -> None:
        self._change(self._rename)

    def action_remove_kept(self) -> None:
        self._change(self._remove)

    @work(group="kept")
    async def _change(self, change: Change) -> None:
        if self._changing or (offer := self.pointed) is None:
            return
        self._changing = True
        at = self.query_one(OptionList).highlighted or 0
        try:
            await change(offer.id)
        finally:
            self._changing = False
        self.list_anew(at)
        if self.pointed is None:  # its new name is not what was typed to find it
            self.query_one(Input).value = ""
