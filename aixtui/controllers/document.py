"""One resource that is open: its tabs, loading it again, leaving it."""

from aixtui.actions import AppAction
from aixtui.editing.document import Document


class DocumentController:
    """Goes through the parts of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def label(self, action: AppAction) -> str:
        """Esc ends a search before it goes back."""
        return "End search" if action.id == "back" and self._document.search.text else action.label

    def do_back(self) -> None:
        """Leave the search, else the document."""
        if self._document.search.text:
            self._document.search.look_for("")
        else:
            self._document.leave()

    async def leave(self) -> bool:
        """Leave it for another place: what is still being sent of it is told to the list."""
        self._document.leave()
        return True

    def do_next_tab(self) -> None:
        """Show the next tab, after the last one the first."""
        self._document.turn(+1)

    def do_previous_tab(self) -> None:
        """Show the tab before."""
        self._document.turn(-1)

    def do_show_tab(self, index: int) -> None:
        """Show the tab at this place, from 0, if there is one."""
        if index < len(self._document.tabs):
            self._document.show_tab(index)

    def do_refresh(self) -> None:
        """Load it again."""
        self._document.refresh()
