"""What a list can be narrowed by, as offers to switch on and off. Pure."""

from collections import Counter
from collections.abc import Sequence

from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import YES, Filter
from aixtui.kindspec.kind import Kind
from aixtui.listing.listing import Listing
from aixtui.screens.choose import Offer
from aixtui.workspace.workspace import RowPage

SEPARATOR = "\x1f"
"""Between the filter's id and its value in an offer's id."""
REPLACES = "instead of it"
"""Beside a value that takes the place of the one that holds. It names neither: notes are searched, too."""


def filter_offers(listing: Listing, pages: Sequence[RowPage], text: str) -> list[Offer]:
    """What holds, then what is known or was seen on these pages, and the text as a value.

    As a value of the filter that it names; where nothing else fits, of every filter that takes any text.
    """
    words = text.casefold().split()
    known = [offer for given in listing.kind.filters for offer in _known(given, listing, pages)]
    fits = any(all(word in offer.label.casefold() for word in words) for offer in known)
    taking = [
        given for given in listing.kind.filters if given.free_text and (_names(given, text) or not fits)
    ]
    taking.sort(key=lambda given: not _names(given, text))
    ids = [offer.id for offer in known]
    typed = [offer for given in taking for offer in _typed(given, text, listing) if offer.id not in ids]
    return [*sorted(known, key=lambda offer: not offer.chosen), *typed] if fits else typed


def offered_from(kind: Kind, pages: Sequence[RowPage]) -> str:
    """Where the offers come from, as a sentence; empty where all of them are known beforehand."""
    seen = [given for given in kind.filters if given.suggest_from and not given.options]
    many = "the page" if len(pages) == 1 else f"the {len(pages)} pages"
    other = " Any other can be typed." if all(given.free_text for given in seen) else ""
    names = ", ".join(given.label for given in seen)
    return f"{names}: as seen on {many} loaded so far, most often first.{other}" if seen else ""


def _known(given: Filter, listing: Listing, pages: Sequence[RowPage]) -> list[Offer]:
    held = _held(given, listing)
    values = dict.fromkeys([*held, *given.options, *_seen(given, pages)])
    return [
        Offer(
            f"{given.id}{SEPARATOR}{value}",
            given.label if value == YES else f"{given.label}: {clean(value)}",
            REPLACES if held and not given.multiple and value not in held else "",
            chosen=value in held,
        )
        for value in values
    ]


def _held(given: Filter, listing: Listing) -> list[str]:
    return [value for name, value in listing.query.filters if name == given.id]


def _seen(given: Filter, pages: Sequence[RowPage]) -> list[str]:
    """The values of all resources on these pages, each resource counted once, most often first."""
    if given.suggest_from is None:
        return []
    resources = {row.id: row.resource for page in pages for row in page.rows}
    counted = Counter(given.suggest_from(resource) for resource in resources.values())
    return sorted(filter(None, counted), key=lambda value: (-counted[value], value.casefold()))


def _names(given: Filter, text: str) -> bool:
    return text.casefold().startswith(given.label.casefold())


def _typed(given: Filter, text: str, listing: Listing) -> list[Offer]:
    value = (text[len(given.label) :] if _names(given, text) else text).strip(": ")
    # The whole text stands in the note, so that narrowing by it keeps the offer.
    note = f"typed: {text}" + (f", {REPLACES}" if _held(given, listing) and not given.multiple else "")
    return [Offer(f"{given.id}{SEPARATOR}{value}", f"{given.label}: {value}", note)] if value else []
