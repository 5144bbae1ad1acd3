"""Searching: one page at a time, or all pages lazily."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeGuard, TypeVar

from ..exceptions import APIError, InvalidResponseError, ResourceError
from .arguments import check_arguments, json_values, refuse_positional
from .base import BaseMixin, ResourceT
from .context import check_id, context_of, path_of
from .decode import decoder_for
from .options import RequestOptions
from .page import ItemError, Page
from .params import BaseSearchParams, SearchOptions
from .replies import unreadable

SearchParamsT = TypeVar("SearchParamsT", bound=BaseSearchParams)

log = logging.getLogger("aixsdk")

_RENAMED = {
    "query": "q",
    "sort_by": "sortBy",
    "sort_order": "sortOrder",
    "page_number": "pageNumber",
    "page_size": "pageSize",
}


class SearchResourceMixin(BaseMixin, Generic[SearchParamsT, ResourceT]):
    """Makes a resource class searchable."""

    PAGINATE_PATH: str = "paginate"
    """Path below the collection; "" is the collection itself."""
    PAGINATE_METHOD: str = "post"
    """`post` sends the filters as JSON, `get` as the query string."""
    PAGINATE_ITEMS_KEY: str = "results"
    PAGINATE_TOTAL_KEY: str = "total"
    PAGINATE_PAGE_TOTAL_KEY: str = "pageTotal"
    PAGINATE_OPEN_ENDED: bool = False
    """Whether a bare list is one page of several; a full one then has another behind it, or an empty one."""
    PAGINATE_DEFAULT_PAGE_NUMBER: int = 0
    PAGINATE_DEFAULT_PAGE_SIZE: int = 20
    PAGINATE_STRICT: bool = False
    """Whether an item that cannot be read is an error rather than an entry of `page.errors`."""
    SEARCH_PARAMS: type[Any] | None = None
    """The keywords that `search` knows; None passes all on."""

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters as JSON. A parameter without a rule goes under its own name; None is left out."""
        filters = RequestOptions.split(params, SearchOptions)[1]
        filters = json_values({name: value for name, value in filters.items() if value is not None})
        return {_RENAMED.get(name, name): value for name, value in filters.items()}

    @classmethod
    def search(cls, *args: Any, **kwargs: Any) -> Page[ResourceT]:
        """One page of what matches. Raises APIError, and ValidationError for an argument it does not know.

        Items that cannot be decoded are in `page.errors`, or with `strict` raise ResourceError.
        """
        refuse_positional(cls, "search", args)
        check_arguments(cls, "search", kwargs, cls.SEARCH_PARAMS)
        number = kwargs.get("page_number")
        number = cls.PAGINATE_DEFAULT_PAGE_NUMBER if number is None else number
        size = kwargs.get("page_size") or cls.PAGINATE_DEFAULT_PAGE_SIZE
        params = {**kwargs, "page_number": number, "page_size": size}
        path = path_of(cls, params)
        method = cls.PAGINATE_METHOD.upper()
        filters = cls.build_search_filters(params)
        reply = context_of(cls).client.request(
            method,
            f"{path}/{cls.PAGINATE_PATH}" if cls.PAGINATE_PATH else path,
            **{"params" if method == "GET" else "json": filters},
            **RequestOptions(params).request,
        )

        def fetch_page(page_number: int) -> Page[ResourceT]:
            return cls.search(**{**kwargs, "page_number": page_number})

        page = cls._page(reply, number, size, kwargs.get("paginate_items_key"), fetch_page)
        if page.errors and kwargs.get("strict", cls.PAGINATE_STRICT):
            raise page.errors[0].error
        return page

    @classmethod
    def search_all(cls, *args: Any, **kwargs: Any) -> Iterator[ResourceT]:
        """Everything that matches, page after page, each asked for when it is reached.

        Items that cannot be decoded are left out, with a warning in the log; `search` has them in
        `page.errors`.
        """
        page: Page[ResourceT] | None = cls.search(*args, **kwargs)
        while page is not None and (page.results or page.errors):
            if page.errors:
                log.warning("%d items of page %d could not be decoded", len(page.errors), page.page_number)
            yield from page.results
            page = page.next()

    @classmethod
    def _page(
        cls,
        reply: Any,
        number: int,
        size: int,
        items_key: str | None,
        fetch_page: Callable[[int], Page[ResourceT]],
    ) -> Page[ResourceT]:
        if isinstance(reply, list):
            results, errors = cls._items(reply)
            open_ended = cls.PAGINATE_OPEN_ENDED and len(reply) >= size
            return Page(
                results, number, 1, len(reply), errors=errors, fetch_page=fetch_page, open_ended=open_ended
            )
        key = items_key or cls.PAGINATE_ITEMS_KEY
        items = reply.get(key, "") if isinstance(reply, dict) else ""
        items = [] if items is None else items
        if not isinstance(items, list):
            raise InvalidResponseError("The platform sent a page without a list of items.")
        results, errors = cls._items(items)
        total = reply.get(cls.PAGINATE_TOTAL_KEY)
        total = total if _is_count(total) else number * size + len(items)
        pages = reply.get(cls.PAGINATE_PAGE_TOTAL_KEY)
        pages = pages if _is_count(pages) else math.ceil(total / size)
        return Page(results, number, pages, total, errors=errors, fetch_page=fetch_page)

    @classmethod
    def _items(cls, items: list[Any]) -> tuple[list[ResourceT], list[ItemError]]:
        decode: Callable[[Any], Any] = decoder_for(cls)
        results: list[ResourceT] = []
        errors: list[ItemError] = []
        for index, raw in enumerate(items):
            try:
                resource = decode(raw)
                check_id(resource.id)
                resource.keep_document(raw)
            except Exception as error:
                cause = error if isinstance(error, APIError) else unreadable(cls, raw, "an item", error)
                failure = ResourceError(f"Failed to deserialize {cls.__name__}: {cause}", cause=cause)
                errors.append(ItemError(index, raw, failure))
            else:
                results.append(resource)
        return results, errors


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
