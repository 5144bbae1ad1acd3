"""The ways from a list to somewhere else, found by what is typed: lists, what is kept, resources by name."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from aixtui.actions import tab_key
from aixtui.controllers.navigator import Navigator
from aixtui.kindspec.cells import clean
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.places import place_note
from aixtui.workspace.query import Query

MOST_RESOURCES = 50
"""Resources found by name that are offered: more than anybody reads."""


class Jump(NamedTuple):
    """A way from here to somewhere else. Those of one group belong together."""

    group: str
    label: str
    note: str
    go: Callable[[], Any]
    key: str = ""


class Jumps:
    """Finds them in what is known already: nothing is asked of the server before one is taken."""

    def __init__(self, browser: Browser, navigator: Navigator) -> None:
        self._browser, self._navigator = browser, navigator

    def find(self, text: str) -> Iterator[Jump]:
        """All lists and places; for a text also the resources with these words, and a search of each list."""
        for index, source in enumerate(self._browser.sources):
            note = f"Show the {source.plural}."
            yield Jump("lists", source.label, note, partial(self._browser.show, index), tab_key(index))
        places = self._navigator.places.items
        for place_id, place in places.items():
            visit = partial(self._navigator.visit, place)
            yield Jump(place_id.split()[0], clean(place.name), place_note(place), visit)
        if text:
            kept = {(getattr(place, "kind", ""), getattr(place, "id", "")) for place in places.values()}
            yield from islice(self._resources(text.casefold().split(), kept), MOST_RESOURCES)
            yield from self._searches(text)

    def _resources(self, words: list[str], seen: set[tuple[str, str]]) -> Iterator[Jump]:
        """Those of the pages that were loaded, each once."""
        for source in self._browser.sources:
            if source.kind is None:
                continue
            pages = self._browser.loader.pages.pages(source.id)
            for row in (row for page in reversed(pages) for row in page.rows):
                address, name = AppAddress(source.id, row.resource.id), clean(row.resource.name)
                if (address.kind, address.id) not in seen and all(map(name.casefold().__contains__, words)):
                    seen.add((address.kind, address.id))
                    yield Jump("resources", name, source.id, partial(self._navigator.go, address))

    def _searches(self, text: str) -> Iterator[Jump]:
        """A search of each list for the text, first of the one that is looked at."""
        here = self._browser.listing.source
        for source in sorted(self._browser.sources, key=lambda one: one is not here):
            search = partial(self._navigator.go, AppAddress(source.id, query=Query(text)))
            yield Jump("searches", f"Search {source.plural}", f"for “{text}”", search)
