"""Opening the resource under the cursor."""

from aixtui.actions import AppAction
from aixtui.controllers.navigator import Navigator
from aixtui.listing.browser import Browser

NO_RESOURCES = "These are no resources of the workspace."


class OpeningController:
    """Enter, wherever it is pressed on a list."""

    def __init__(self, browser: Browser, navigator: Navigator) -> None:
        self._browser, self._navigator = browser, navigator

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # the same for each
        """Only a resource can be opened."""
        return no_resource(self._browser)

    async def do_open(self) -> None:
        """Open the resource under the cursor."""
        await self._navigator.open_current()

    async def do_open_row(self) -> None:
        """Open the row under the cursor."""
        await self._navigator.open_current()


def no_resource(browser: Browser) -> str:
    """Why nothing can be done with the resource under the cursor, where there is none."""
    if browser.listing.current is None:
        return no_row(browser)
    return "" if browser.kind is not None else NO_RESOURCES


def no_row(browser: Browser) -> str:
    """Why nothing can be done with the row under the cursor, where there is none."""
    return f"There is no {browser.listing.source.id} under the cursor."
