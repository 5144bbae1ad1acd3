"""Where a resource is that was saved and is not seen in the list."""

from aixtui.kindspec.filters import filter_text
from aixtui.listing.emptiness import Remedy
from aixtui.listing.listing import Listing


def whereabouts(listing: Listing) -> str:
    """Why what was saved last is not seen, and how it is; empty where there is nothing to say."""
    other = listing.saved_in
    if other is not None and other is not listing:
        return f"{other.saved.name} is among the {other.source.plural}" if other.saved else ""
    if listing.saved is None or not listing.is_saved_missing:
        return ""
    name, page, query = listing.saved.name, listing.page, listing.query
    if not query.narrows:
        return f"{name} is on another page"
    hides = "may be hidden by" if page is not None and page.pages > 1 else "is hidden by"
    if query.text:
        return f"{name} {hides} the search: {Remedy('clear', '').key} clears it"
    words = filter_text(listing.source.filters, *query.filters[-1])
    return f"{name} {hides} {words}: {Remedy('drop-last-filter', '').key} drops it"
