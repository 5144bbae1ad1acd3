"""Getting one resource."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ..exceptions import InvalidResponseError, ResourceError
from .base import BaseMixin, ResourceT
from .context import call_options, check_id, context_of, encode_resource_id, path_of
from .decode import decode_reply
from .params import BaseGetParams

GetParamsT = TypeVar("GetParamsT", bound=BaseGetParams)

_OURS = ("api_key", "resource_path")


class GetResourceMixin(BaseMixin, Generic[GetParamsT, ResourceT]):
    """Makes a resource class able to fetch one by id or path."""

    @classmethod
    def get(cls, id: Any, host: str | None = None, *args: Any, **kwargs: Any) -> ResourceT:
        """The resource with this id or path; other keywords become the query string.

        Raises APIError (NotFoundError and the like), ResourceError when the document cannot be decoded,
        ValueError without a RESOURCE_PATH.
        """
        url = f"{path_of(cls, kwargs)}/{encode_resource_id(id)}"
        query = {name: value for name, value in kwargs.items() if value is not None and name not in _OURS}
        if host is not None:
            query["host"] = host
        options = call_options(kwargs)
        if query:
            options["params"] = query
        document = context_of(cls).client.request("GET", url, **options)
        if not isinstance(document, dict):
            raise InvalidResponseError(f"The platform sent no document for {cls.__name__} {id}.")
        try:
            resource: Any = decode_reply(cls, document, "a document")
            check_id(resource.id)
            resource.mark_as_saved(document)
        except Exception as error:
            raise ResourceError(
                f"Failed to deserialize {cls.__name__} (id={id}): {error}", cause=error
            ) from error
        return resource  # type: ignore[no-any-return]
