"""What a list can be narrowed by, as offers to switch on and off. Pure."""

from aixtui.catalog.cells import clean
from aixtui.catalog.filters import YES, Filter
from aixtui.runtime.listing import Listing
from aixtui.screens.choose import Offer

SEPARATOR = "\x1f"
"""Between the filter's id and its value in an offer's id."""


def filter_offers(listing: Listing, text: str) -> list[Offer]:
    """What holds, then what is known or was seen on this page; where none of it fits, the text as a value."""
    words = text.casefold().split()
    known = [offer for given in listing.kind.filters for offer in _known(given, listing)]
    if any(all(word in offer.label.casefold() for word in words) for offer in known):
        return sorted(known, key=lambda offer: not offer.chosen)
    taking = [given for given in listing.kind.filters if given.typed]
    taking.sort(key=lambda given: not text.casefold().startswith(given.label.casefold()))
    return [offer for given in taking for offer in _typed(given, text)]


def _known(given: Filter, listing: Listing) -> list[Offer]:
    chosen = listing.query.filters
    held = [value for name, value in chosen if name == given.id]
    seen = {given.seen(row.resource) for row in listing.rows} if given.seen else set()
    values = dict.fromkeys([*held, *given.options, *sorted(seen - {""}, key=str.casefold)])
    return [
        Offer(
            f"{given.id}{SEPARATOR}{value}",
            given.label if value == YES else f"{given.label}: {clean(value)}",
            chosen=(given.id, value) in chosen,
        )
        for value in values
    ]


def _typed(given: Filter, text: str) -> list[Offer]:
    value = text[len(given.label) :] if text.casefold().startswith(given.label.casefold()) else text
    value = value.strip(": ")
    # The whole text stands in the note, so that narrowing by it keeps the offer.
    return (
        [Offer(f"{given.id}{SEPARATOR}{value}", f"{given.label}: {value}", f"typed: {text}")] if value else []
    )
