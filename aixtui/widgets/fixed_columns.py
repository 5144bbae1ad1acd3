"""Columns that a filter makes say the same in every row. Pure."""

from aixtui.listing.listing import Listing


def fixed_columns(listing: Listing) -> frozenset[str]:
    """Ids of the columns that tell nothing on this page, because a filter with one value holds."""
    if listing.page is None:
        return frozenset()
    held = [name for name, _ in listing.page.query.filters]
    fixed = {
        given.makes_constant
        for given in listing.kind.filters
        if given.makes_constant and held.count(given.id) == 1
    }
    return frozenset(
        column.id
        for place, column in enumerate(listing.kind.columns)
        if column.id in fixed and len({row.cells[place].text for row in listing.page.rows}) == 1
    )
