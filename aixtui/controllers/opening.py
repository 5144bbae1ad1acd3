"""Opening the resource under the cursor."""

from aixtui.actions import AppAction
from aixtui.controllers.navigator import Navigator
from aixtui.listing.browser import Browser
from aixtui.listing.own_rows import OwnRows

NO_RESOURCES = "These are no resources of the workspace."


class OpeningController:
    """Enter, wherever it is pressed on a list."""

    def __init__(self, browser: Browser, navigator: Navigator, own_rows: OwnRows) -> None:
        self._browser, self._navigator, self._own_rows = browser, navigator, own_rows

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # the same for each
        """There has to be something to open."""
        return no_resource(self._browser, self._own_rows)

    async def do_open(self) -> None:
        """Open the resource under the cursor."""
        await self._navigator.open_current()

    async def do_open_row(self) -> None:
        """Open the row under the cursor."""
        await self._navigator.open_current()


def no_resource(browser: Browser, own_rows: OwnRows) -> str:
    """Why nothing can be done with what is under the cursor, where that is nothing to act on."""
    if browser.listing.current is None:
        return no_row(browser)
    return "" if browser.kind is not None or own_rows.verbs is not None else NO_RESOURCES


def no_row(browser: Browser) -> str:
    """Why nothing can be done with the row under the cursor, where there is none."""
    return f"There is no {browser.listing.source.id} under the cursor."
