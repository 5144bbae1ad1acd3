"""The ways from a list to somewhere else, found by what is typed: lists, what is kept, resources by name."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from aixtui.controllers.navigator import Navigator
from aixtui.key_names import tab_key
from aixtui.kindspec.cells import clean
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.places import place_note
from aixtui.listing.seen_pages import SeenPages
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

    def __init__(self, browser: Browser, navigator: Navigator, seen: SeenPages) -> None:
        self._browser, self._navigator, self._seen = browser, navigator, seen

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

    def _resources(self, words: list[str], known: set[tuple[str, str]]) -> Iterator[Jump]:
        """Those of the pages that were loaded, then of those seen before, each once."""
        for kind, resource_id, name in self._names():
            if (kind, resource_id) not in known and all(map(name.casefold().__contains__, words)):
                known.add((kind, resource_id))
                go = partial(self._navigator.go, AppAddress(kind, resource_id))
                yield Jump("resources", name, kind, go)

    def _names(self) -> Iterator[tuple[str, str, str]]:
        for source in self._browser.sources:
            if source.kind is not None:
                for page in reversed(self._browser.loader.pages.pages(source.id)):
                    yield from ((source.id, row.resource.id, clean(row.resource.name)) for row in page.rows)
        kinds = self._browser.listings
        yield from ((one.kind, one.id, one.name) for one in self._seen.names if one.kind in kinds)

    def _searches(self, text: str) -> Iterator[Jump]:
        """A search of each list for the text, first of the one that is looked at."""
        here = self._browser.listing.source
        for source in sorted(self._browser.sources, key=lambda one: one is not here):
            search = partial(self._navigator.go, AppAddress(source.id, query=Query(text)))
            yield Jump("searches", f"Search {source.plural}", f"for “{text}”", search)
