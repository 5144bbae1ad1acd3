"""Getting one resource."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ..exceptions import InvalidResponseError, ResourceError
from .arguments import check_arguments, json_values, refuse_positional
from .base import BaseMixin, ResourceT
from .context import check_id, context_of, encode_resource_id, path_of
from .options import RequestOptions
from .params import BaseGetParams, BaseParams
from .replies import decode_reply

GetParamsT = TypeVar("GetParamsT", bound=BaseGetParams)


class GetResourceMixin(BaseMixin, Generic[GetParamsT, ResourceT]):
    """Makes a resource class able to fetch one by id or path."""

    GET_PARAMS: type[Any] | None = None
    """The keywords that `get` knows; None passes all on."""

    @classmethod
    def get(cls, id: Any, host: str | None = None, *args: Any, **kwargs: Any) -> ResourceT:
        """The resource with this id or path; other keywords become the query string.

        Raises APIError (NotFoundError and the like), ResourceError when the document cannot be decoded,
        ValidationError for an argument it does not know, ValueError without a RESOURCE_PATH.
        """
        refuse_positional(cls, "get", args)
        check_arguments(cls, "get", kwargs, cls.GET_PARAMS)
        url = f"{path_of(cls, kwargs)}/{encode_resource_id(id)}"
        given, query = RequestOptions.split({**kwargs, "host": host}, BaseParams)
        query = json_values({name: value for name, value in query.items() if value is not None})
        options = given.request
        if query:
            options["params"] = query
        document = context_of(cls).client.request("GET", url, **options)
        if not isinstance(document, dict):
            missing = InvalidResponseError(f"The platform sent no document for {cls.__name__} {id}.")
            missing.document = document
            raise missing
        try:
            resource: Any = decode_reply(cls, document, "a document")
            check_id(resource.id)
            resource.keep_document(document)
        except Exception as error:
            failure = ResourceError(f"Failed to deserialize {cls.__name__} (id={id}): {error}", cause=error)
            failure.document = document
            raise failure from error
        return resource  # type: ignore[no-any-return]
