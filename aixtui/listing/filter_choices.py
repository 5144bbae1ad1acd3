"""What a list can be narrowed by, as choices to switch on and off. Pure."""

from collections import Counter
from collections.abc import Sequence

from aixtui.face import Choice
from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import YES, Filter
from aixtui.listing.listing import Listing
from aixtui.listing.source import Listable
from aixtui.workspace.rows import RowPage

SEPARATOR = "\x1f"
"""Between the filter's id and its value in an choice's id."""
REPLACES = "instead of it"
"""Beside a value that takes the place of the one that holds. It names neither: notes are searched, too."""


def filter_choices(listing: Listing, pages: Sequence[RowPage], text: str) -> list[Choice]:
    """What holds, then what is known or was seen on these pages, and the text as a value.

    As a value of the filter that it names; where nothing else fits, of every filter that takes any text.
    """
    words = text.casefold().split()
    known = [choice for given in listing.source.filters for choice in _known(given, listing, pages)]
    fits = any(all(word in choice.label.casefold() for word in words) for choice in known)
    taking = [
        given for given in listing.source.filters if given.free_text and (_names(given, text) or not fits)
    ]
    taking.sort(key=lambda given: not _names(given, text))
    ids = [choice.id for choice in known]
    typed = [choice for given in taking for choice in _typed(given, text, listing) if choice.id not in ids]
    return [*sorted(known, key=lambda choice: not choice.chosen), *typed] if fits else typed


def choices_source(source: Listable, pages: Sequence[RowPage]) -> str:
    """Where the choices come from, as a sentence; empty where all of them are known beforehand."""
    seen = [given for given in source.filters if given.suggest_from and not given.options]
    many = "the page" if len(pages) == 1 else f"the {len(pages)} pages"
    other = " Any other can be typed." if all(given.free_text for given in seen) else ""
    names = ", ".join(given.label for given in seen)
    return f"{names}: as seen on {many} loaded so far, most often first.{other}" if seen else ""


def _known(given: Filter, listing: Listing, pages: Sequence[RowPage]) -> list[Choice]:
    held = _held(given, listing)
    values = dict.fromkeys([*held, *given.options, *_seen(given, pages)])
    return [
        Choice(
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


def _typed(given: Filter, text: str, listing: Listing) -> list[Choice]:
    value = (text[len(given.label) :] if _names(given, text) else text).strip(": ")
    # The whole text stands in the note, so that narrowing by it keeps the choice.
    note = f"typed: {text}" + (f", {REPLACES}" if _held(given, listing) and not given.multiple else "")
    return [Choice(f"{given.id}{SEPARATOR}{value}", f"{given.label}: {value}", note)] if value else []
