"""What a list does by itself, and what of it could not be shown."""

from textual.timer import Timer

from aixtui.actions import Action
from aixtui.kindspec.cells import pretty
from aixtui.screens.marking import MarkingScreen
from aixtui.widgets.pager import Pager
from aixtui.workspace.session import AppSession

LIVE_SECONDS = 5.0
"""Between two loads of a list that is kept live."""


class WatchingScreen(MarkingScreen):
    """Keeps a list live, and lets what was unreadable be read raw."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._live: Timer | None = None

    def refusal(self, action: Action) -> str:
        page = self.listing.page
        if action.id == "unreadable" and not (page and page.unreadable):
            return "All items of this page could be read."
        return super().refusal(action)

    def action_unreadable(self) -> None:
        from aixtui.screens.reader import Reader

        page = self.listing.page
        assert page is not None
        parts = [
            f"Item {found.place} of what the server sent: {found.why}\n{pretty(found.raw)}"
            for found in page.unreadable
        ]
        self.app.push_screen(Reader(f"{len(parts)} items that could not be read", "\n\n".join(parts)))

    def action_live(self) -> None:
        if self._live is None:
            self._live = self.set_interval(LIVE_SECONDS, self._load_again)
            self.notify(f"Live: loaded every {LIVE_SECONDS:g} s. Ctrl+L stops that.", markup=False)
        else:
            self._live.stop()
            self._live = None
            self.notify("No longer live.", markup=False)
        self.query_one(Pager).tell_live(LIVE_SECONDS if self._live else 0)

    def _load_again(self) -> None:
        """Refresh what is seen; while another screen is on top nobody sees it."""
        if self.is_current and not self.query_one(Pager).loading_now:
            self.action_refresh()
