"""What a list shows, as a value."""

from typing import NamedTuple

DEFAULT_PAGE_SIZE = 20


class Query(NamedTuple):
    """Search text, page (from 1), rows a page, sort as `field` or `-field`, filters as (id, value) pairs."""

    text: str = ""
    page: int = 1
    size: int = DEFAULT_PAGE_SIZE
    sort: str = ""
    filters: tuple[tuple[str, str], ...] = ()

    def toggle_filter(self, name: str, value: str, *, many: bool) -> "Query":
        """With this filter value, or without it where it is there already; from the first page.

        A filter that takes one value only loses the one it had.
        """
        pair = (name, value)
        others = tuple(other for other in self.filters if other != pair and (many or other[0] != name))
        return self._replace(page=1, filters=others if pair in self.filters else (*others, pair))

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.text or self.filters)
