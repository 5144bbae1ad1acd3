"""What is done while rows are none, or of an earlier sitting: it waits for those of the server."""

import asyncio
from collections.abc import Awaitable

from aixtui.app_action import AppAction
from aixtui.face import Face
from aixtui.listing.browser import Browser
from aixtui.listing.emptiness import TRY_AGAIN
from aixtui.listing.listing import Listing
from aixtui.workspace.rows import Row, SeenResource

AS_SEEN = f"The list is as it was seen before: {TRY_AGAIN.key} reads it again, Enter reads one."
QUIET_SECONDS = 1.0
"""For which a wait needs no word."""
GONE = "What this was to be done with is not on the list any more."


class SeenRows:
    """An action waits for the list that is on its way; on a row that stays such a one it is refused."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def refusal(self, action: AppAction) -> str:
        """Why an action on resources cannot be done with what it is about; one that waits for it can."""
        is_coming = self._is_coming(self._browser.listing)
        return AS_SEEN if self._targets(action) and not is_coming else ""

    def wait(self, action: AppAction) -> Awaitable[bool] | None:
        """What has to be awaited before an action; its result is whether that is still about the same rows.

        None where nothing is on its way: before that is there, nobody knows what the workspace refuses.
        """
        listing = self._browser.listing
        return self._settle(listing, action, self._targets(action)) if self._is_coming(listing) else None

    def _targets(self, action: AppAction) -> tuple[Row, ...]:
        """The rows that an action would act on, where one of them is of an earlier sitting."""
        rows = _rows(self._browser.listing, action)
        is_needed = action.needs != "create" and any(isinstance(row.resource, SeenResource) for row in rows)
        return rows if is_needed else ()

    def _is_coming(self, listing: Listing) -> bool:
        activity = self._browser.activity
        is_unknown = listing.page is None and listing.source.capabilities is None
        return (listing.is_as_seen or is_unknown) and activity.busy and not activity.until

    async def _settle(self, listing: Listing, action: AppAction, targets: tuple[Row, ...]) -> bool:
        settled = asyncio.Event()

        def look() -> None:
            if not self._is_coming(listing):
                settled.set()

        changed = self._browser.activity.changed
        changed.listen(look)
        try:
            await self._wait(listing, settled)
        finally:
            changed.forget(look)
        if listing is not self._browser.listing:
            return False
        if not targets or {row.id for row in _rows(listing, action)} == {row.id for row in targets}:
            return True
        self._face.tell(GONE, warning=True)
        return False

    async def _wait(self, listing: Listing, settled: asyncio.Event) -> None:
        """Wait for a list; where that takes a while say so."""
        try:
            async with asyncio.timeout(QUIET_SECONDS):
                await settled.wait()
        except TimeoutError:
            self._face.tell(f"Waiting for the {listing.source.plural}: it is done once they are there.")
            await settled.wait()


def _rows(listing: Listing, action: AppAction) -> tuple[Row, ...]:
    """What an action on resources is about."""
    marked = listing.marks.rows if action.id == "delete" else ()
    return marked or ((listing.current,) if listing.current else ())
