"""Filters of models, tools and integrations on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..enums import SortBy, SortOrder
from ..resource import BaseSearchParams
from ..resource.arguments import json_value

_LISTS = {
    "host": "hosts",
    "developer": "developers",
    "functions": "functions",
    "vendors": "suppliers",
    "status": "status",
    "source_languages": "sourceLanguages",
    "target_languages": "targetLanguages",
}
_SORT_FIELDS = {
    SortBy.NAME.value: "name",
    SortBy.CREATED_AT.value: "createdAt",
    SortBy.UPDATED_AT.value: "updatedAt",
}


class ModelSearchParams(BaseSearchParams, total=False):
    """What models can be searched by."""

    q: str
    """Free text; the same as `query`."""
    saved: bool
    """Bookmarked by the caller."""
    host: str
    developer: str
    path: str
    """Prefix of the path, such as openai/gpt-4."""
    functions: str | list[str]
    """Function ids, such as text-generation."""
    vendors: str | list[str]
    """Supplier codes."""
    status: str | list[str]
    source_languages: str | list[str]
    target_languages: str | list[str]
    is_finetunable: bool
    available: bool
    """Whether the server can run it itself, where its documents have an `availability`."""


def with_query(query: str | None, params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a search, whose query may stand alone."""
    return dict(params) if query is None else {**params, "query": query}


def _code(supplier: Any) -> Any:
    """A supplier by its code, whatever it is given as."""
    return supplier.get("code") or supplier.get("id") if isinstance(supplier, dict) else supplier


def model_filters(params: dict[str, Any], filters: dict[str, Any]) -> dict[str, Any]:
    """`filters` of any search with those of models put as the platform wants them."""
    for name, key in _LISTS.items():
        value = filters.pop(name, None)
        if value is not None:
            filters[key] = value if isinstance(value, list) else [value]
    if "suppliers" in filters:
        filters["suppliers"] = [_code(supplier) for supplier in filters["suppliers"]]
    if "is_finetunable" in filters:
        filters["isFineTunable"] = filters.pop("is_finetunable")
    sort_by, sort_order = params.get("sort_by"), params.get("sort_order")
    filters["sort"] = [{}]
    if sort_by is not None or sort_order is not None:
        field = json_value("sort_by", sort_by) or SortBy.NAME.value
        ascending = str(json_value("sort_order", sort_order) or SortOrder.ASC).upper() == SortOrder.ASC
        filters["sort"] = [{"field": _SORT_FIELDS.get(field, field), "dir": 1 if ascending else -1}]
    return filters
