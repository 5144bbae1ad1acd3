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

    def toggled(self, name: str, value: str, *, many: bool) -> "Query":
        """With this filter value, or without it where it is there already; from the first page.

        A filter that takes one value only loses the one it had.
        """
        pair = (name, value)
        kept = tuple(held for held in self.filters if held != pair and (many or held[0] != name))
        return self._replace(page=1, filters=kept if pair in self.filters else (*kept, pair))

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.text or self.filters)
