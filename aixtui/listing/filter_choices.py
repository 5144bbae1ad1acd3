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
    choices = [
        choice for filter_ in listing.offered_filters for choice in _value_choices(filter_, listing, pages)
    ]
    is_match = any(all(word in choice.label.casefold() for word in words) for choice in choices)
    text_filters = [
        filter_
        for filter_ in listing.offered_filters
        if filter_.free_text and (_behind_label(filter_, text) is not None or not is_match)
    ]
    text_filters.sort(key=lambda filter_: _behind_label(filter_, text) is None)
    ids = [choice.id for choice in choices]
    text_choices = [
        choice
        for filter_ in text_filters
        for choice in _text_choices(filter_, text, listing, pages)
        if choice.id not in ids
    ]
    return (
        [*sorted(choices, key=lambda choice: not choice.is_selected), *text_choices]
        if is_match
        else text_choices
    )


def choices_source(source: Listable, pages: Sequence[RowPage]) -> str:
    """Where the choices come from, as a sentence; empty where all of them are known beforehand."""
    filters = [filter_ for filter_ in source.filters if filter_.suggest_from and not filter_.options]
    scope = "the page" if len(pages) == 1 else f"the {len(pages)} pages"
    hint = " Any other can be typed." if all(filter_.free_text for filter_ in filters) else ""
    names = ", ".join(filter_.label for filter_ in filters)
    return f"{names}: as seen on {scope} loaded so far, most often first.{hint}" if filters else ""


def _value_choices(filter_: Filter, listing: Listing, pages: Sequence[RowPage]) -> list[Choice]:
    current_values = _current_values(filter_, listing)
    values = dict.fromkeys([*current_values, *filter_.options, *_page_values(filter_, pages)])
    filter_ = _with_names(filter_, pages)
    return [
        Choice(
            f"{filter_.id}{SEPARATOR}{value}",
            filter_.label if value == YES else f"{filter_.label}: {clean(filter_.named(value))}",
            REPLACES if current_values and not filter_.multiple and value not in current_values else "",
            is_selected=value in current_values,
        )
        for value in values
    ]


def _current_values(filter_: Filter, listing: Listing) -> list[str]:
    return [value for name, value in listing.query.filters if name == filter_.id]


def _page_values(filter_: Filter, pages: Sequence[RowPage]) -> list[str]:
    """The values of all resources on these pages, each resource counted once, most often first."""
    if filter_.suggest_from is None:
        return []
    resources = {row.id: row.resource for page in pages for row in page.rows}
    counts = Counter(filter_.suggest_from(resource) for resource in resources.values())
    return sorted(filter(None, counts), key=lambda value: (-counts[value], value.casefold()))


def _with_names(filter_: Filter, pages: Sequence[RowPage]) -> Filter:
    """The filter with the names that its values have on these pages."""
    read, name = filter_.suggest_from, filter_.name_from
    if read is None or name is None:
        return filter_
    return filter_._replace(
        names={read(row.resource): name(row.resource) for page in pages for row in page.rows}
    )


def _behind_label(filter_: Filter, text: str) -> str | None:
    """What a text says of a filter, behind its label or the first words of that; None where it names none."""
    folded, words = text.casefold(), filter_.label.casefold().split()
    for count in range(len(words), 0, -1):
        label = " ".join(words[:count])
        if folded.startswith(label) and (count == len(words) or folded[len(label) :][:1] in (" ", ":")):
            return text[len(label) :].strip(": ")
    return None


def _text_choices(filter_: Filter, text: str, listing: Listing, pages: Sequence[RowPage]) -> list[Choice]:
    label, behind = filter_.label, _behind_label(filter_, text)
    value = _with_names(filter_, pages).meant(text.strip(": ") if behind is None else behind)
    if not value:
        return []
    if filter_.why_not is not None and (why := filter_.why_not(value)):
        is_meant = behind is not None or label.casefold().startswith(text.casefold())
        return [Choice("", f"{label}: {why}", is_note=True)] if is_meant else []
    # The whole text stands in the note, so that narrowing by it keeps the choice.
    note = f"typed: {text}" + (
        f", {REPLACES}" if _current_values(filter_, listing) and not filter_.multiple else ""
    )
    return [Choice(f"{filter_.id}{SEPARATOR}{value}", f"{label}: {value}", note)]
