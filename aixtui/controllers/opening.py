"""Opening the resource under the cursor."""

from aixtui.actions import AppAction
from aixtui.controllers.navigator import Navigator
from aixtui.listing.browser import Browser


class OpeningController:
    """Enter, wherever it is pressed on a list."""

    def __init__(self, browser: Browser, navigator: Navigator) -> None:
        self._browser, self._navigator = browser, navigator

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # the same for each
        """Nothing can be opened where there is no row."""
        return "" if self._browser.listing.current else no_row(self._browser)

    async def do_open(self) -> None:
        """Open the resource under the cursor."""
        await self._navigator.open_current()

    async def do_open_row(self) -> None:
        """Open the row under the cursor."""
        await self._navigator.open_current()


def no_row(browser: Browser) -> str:
    """Why nothing can be done with the row under the cursor, where there is none."""
    return f"There is no {browser.listing.source.id} under the cursor."
