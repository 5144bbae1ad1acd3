"""What a list does by itself, and what of it could not be shown."""

from aixtui.actions import AppAction, key_of
from aixtui.face import Face
from aixtui.kindspec.cells import pretty
from aixtui.kindspec.plain_text import counted
from aixtui.listing.browser import Browser


class LiveRefreshController:
    """Switches live refresh on and off."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def do_live(self) -> None:
        """Load the page again every few seconds, or stop that."""
        self._browser.live.toggle()
        seconds = self._browser.live.seconds
        way = f"{key_of('browse.live')} stops that."
        self._face.tell(f"Live: loaded every {seconds:g} s. {way}" if seconds else "No longer live.")
        self._browser.changed()


class UnreadableController:
    """Shows the items of a page that could not be read."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # it has one
        """There has to be such an item."""
        page = self._browser.listing.page
        return "" if page and page.unreadable else "All items of this page could be read."

    async def do_unreadable(self) -> None:
        """Show them as they came, each with the reason."""
        page = self._browser.listing.page
        assert page is not None, "refused without a page"
        parts = [
            f"Item {item.place} of what the server sent: {item.why}\n{pretty(item.raw)}"
            for item in page.unreadable
        ]
        await self._face.read(f"{counted(len(parts), 'item')} that could not be read", "\n\n".join(parts))
