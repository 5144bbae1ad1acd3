"""What a list is narrowed by on the server: a dialog of all filters, and those that hold as chips."""

from functools import partial

from aixtui.actions import AppAction
from aixtui.face import Choice, Face
from aixtui.listing.browser import Browser
from aixtui.listing.filter_choices import SEPARATOR, choices_source, filter_choices
from aixtui.listing.listing import Listing

NO_FILTER = "There is no filter to take away."


class FiltersController:
    """Switches filters on and off."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def refusal(self, action: AppAction) -> str:
        """There has to be a filter to take away."""
        is_about_one = action.id in ("choose-filter", "drop-last-filter")
        return NO_FILTER if is_about_one and not self._browser.listing.query.filters else ""

    async def do_filters(self) -> None:
        """Have the user switch filters on and off, each at once."""
        listing, source = self._browser.listing, self._browser.listing.source
        note = choices_source(source, self._browser.loader.pages.pages(source.id))
        await self._face.switch(
            f"Narrow the {source.plural}, {source.where}",
            partial(self._choices, listing),
            partial(self._toggle, listing),
            note=note,
            changed=listing.changed,
        )

    def _choices(self, listing: Listing, text: str) -> list[Choice]:
        return filter_choices(listing, self._browser.loader.pages.pages(listing.source.id), text)

    def _toggle(self, listing: Listing, choice_id: str) -> None:
        name, _, value = choice_id.partition(SEPARATOR)
        many = next(one.multiple for one in listing.source.filters if one.id == name)
        self._browser.ask(listing.query.toggle_filter(name, value, many=many), listing=listing)

    def do_choose_filter(self) -> None:
        """Have the user choose among the filters that hold."""
        self._face.focus("filters")

    def do_drop_last_filter(self) -> None:
        """Take the last filter away."""
        self._drop(len(self._browser.listing.query.filters) - 1)

    def do_drop_chip(self, index: int | None = None) -> None:
        """Take a filter away: the one at this place, from 0, else the chosen one."""
        listing = self._browser.listing
        self._drop(listing.chip if index is None else index)
        if not listing.query.filters:
            self._face.focus("list")

    def do_previous_chip(self) -> None:
        """Choose the filter to the left."""
        self._choose(self._browser.listing.chip - 1)

    def do_next_chip(self) -> None:
        """Choose the filter to the right."""
        self._choose(self._browser.listing.chip + 1)

    def do_leave_chips(self) -> None:
        """The user is done with the filters."""
        self._face.focus("list")

    def _drop(self, index: int) -> None:
        listing = self._browser.listing
        filters = listing.query.filters
        filters = filters[:index] + filters[index + 1 :]
        self._browser.ask(listing.query._replace(filters=filters, page=1))

    def _choose(self, index: int) -> None:
        self._browser.listing.choose_chip(index)
