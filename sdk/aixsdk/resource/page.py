"""One page of a search."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic

from ..exceptions import ResourceError
from .base import ResourceT


@dataclass(frozen=True)
class ItemError:
    """An item that could not be decoded: its place on the page, what came, and why."""

    index: int
    raw: Any
    error: ResourceError


class Page(Generic[ResourceT]):
    """What was found: `results` (also `items`) and, with them everything that came, `errors`.

    `page_number` counts from 0; `page_total` is the number of pages, `total` the number of resources on all
    of them.
    """

    def __init__(
        self,
        results: list[ResourceT],
        page_number: int,
        page_total: int,
        total: int,
        *,
        errors: list[ItemError] | None = None,
        fetch_page: Callable[[int], Page[ResourceT]] | None = None,
        open_ended: bool = False,
    ) -> None:
        self.results = results
        self.page_number = page_number
        self.page_total = page_total
        self.total = total
        self.errors = errors or []
        self._fetch_page = fetch_page
        self._open_ended = open_ended

    @property
    def skipped(self) -> int:
        """How many items came that are in `errors` instead of `results`."""
        return len(self.errors)

    @property
    def items(self) -> list[ResourceT]:
        """The same as `results`."""
        return self.results

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one, or may be, where the platform does not say."""
        return self._fetch_page is not None and (self._open_ended or self.page_number + 1 < self.page_total)

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self._fetch_page is not None and self.page_number > 0

    def next(self) -> Page[ResourceT] | None:
        """The next page, asked of the platform; None after the last one."""
        return self._fetch_page(self.page_number + 1) if self._fetch_page and self.has_next else None

    def previous(self) -> Page[ResourceT] | None:
        """The previous page, asked of the platform; None before the first one."""
        return self._fetch_page(self.page_number - 1) if self._fetch_page and self.has_previous else None

    def __iter__(self) -> Iterator[ResourceT]:
        return iter(self.results)

    def __getitem__(self, key: str) -> Any:
        if key not in ("results", "items", "page_number", "page_total", "total", "errors", "skipped"):
            raise KeyError(key)
        return getattr(self, key)

    def __repr__(self) -> str:
        return json.dumps(
            {
                "results": [str(item) for item in self.results],
                "page_number": self.page_number,
                "page_total": self.page_total,
                "total": self.total,
            },
            indent=2,
        )
