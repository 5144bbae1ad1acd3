"""The client and the path that an operation works with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..exceptions import InvalidResponseError, ResourceError, ValidationError

UNSENDABLE_ID = "The platform gave an id that no request can carry: it holds half a character."


def encode_resource_id(resource_id: str, *, safe: str = "") -> str:
    """An id or path as one segment of a URL: nothing is safe, `/` becomes `%2F`.

    Raises ValidationError for an id that has no bytes in UTF-8.
    """
    try:
        return quote(str(resource_id), safe=safe)
    except UnicodeEncodeError as error:
        raise ValidationError(
            f"No request can carry the id {str(resource_id)!a}: it holds half a character."
        ) from error


def check_id(resource_id: object, *, outcome_unknown: bool = False) -> None:
    """Raise InvalidResponseError for an id of the platform that no request could name.

    JSON can escape one half of a character, which has no bytes in UTF-8.
    """
    if not isinstance(resource_id, str) or resource_id.isascii():
        return
    try:
        resource_id.encode()
    except UnicodeEncodeError as error:
        raise InvalidResponseError(UNSENDABLE_ID, outcome_unknown=outcome_unknown) from error


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


def asset_path(document: Mapping[str, Any]) -> str | None:
    """The path in the `assetInfo` of a document; None without one."""
    info = document.get("assetInfo")
    if not isinstance(info, Mapping):
        return None
    found = info.get("instanceId") or info.get("assetPath")
    return found if isinstance(found, str) else None
