"""The client and the path that an operation works with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..exceptions import ResourceError


def encode_resource_id(resource_id: str) -> str:
    """An id or path as one segment of a URL: nothing is safe, `/` becomes `%2F`."""
    return quote(str(resource_id), safe="")


def context_of(owner: Any) -> Any:
    """The Aixplain object of a resource or a resource class; ResourceError when it has none."""
    context = getattr(owner, "context", None)
    if context is None:
        name = owner.__name__ if isinstance(owner, type) else type(owner).__name__
        raise ResourceError(f"Context is required: use {name} of an Aixplain object, such as aix.{name}.")
    return context


def path_of(owner: Any, params: Mapping[str, Any]) -> str:
    """`resource_path` of the call, else the class's RESOURCE_PATH; ValueError when there is neither."""
    path = params.get("resource_path") or getattr(owner, "RESOURCE_PATH", "")
    if not path:
        raise ValueError("RESOURCE_PATH is not defined by the class and no resource_path was given")
    return str(path).rstrip("/")


def call_options(params: Mapping[str, Any]) -> dict[str, Any]:
    """What of the parameters is for the client rather than for the platform."""
    return {"api_key": params["api_key"]} if params.get("api_key") else {}
