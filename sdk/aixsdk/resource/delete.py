"""Deleting a resource."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast

from .arguments import check_arguments
from .base import BaseMixin, BaseResource
from .context import context_of, path_of
from .decode import decode
from .hooks import with_hooks
from .options import call_options
from .params import BaseDeleteParams
from .results import DeleteResult, DeleteResultT

DeleteParamsT = TypeVar("DeleteParamsT", bound=BaseDeleteParams)


class DeleteResourceMixin(BaseMixin, Generic[DeleteParamsT, DeleteResultT]):
    """Makes a resource deletable."""

    DELETE_RESPONSE_CLASS: type[DeleteResult] = DeleteResult
    DELETE_PARAMS: type[Any] | None = None
    """The keywords that `delete` knows; None passes all on."""

    def build_delete_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The body of the request; {} sends none."""
        return {}

    def build_delete_url(self, **kwargs: Any) -> str:
        """The path of the request."""
        return f"{path_of(self, kwargs)}/{cast('BaseResource', self).encoded_id}"

    def handle_delete_response(self, response: Any, **kwargs: Any) -> DeleteResultT:
        """The result of a request that succeeded, whatever its body."""
        document = {"status": "SUCCESS", "completed": True, "deletedId": cast("BaseResource", self).id}
        return cast("DeleteResultT", decode(self.DELETE_RESPONSE_CLASS, document))

    def before_delete(self, *args: Any, **kwargs: Any) -> DeleteResultT | None:
        """Called before deleting; anything but None is returned at once, and nothing is deleted."""

    def after_delete(self, result: Any, *args: Any, **kwargs: Any) -> DeleteResultT | None:
        """Called with the result or the exception; anything but None replaces the result."""

    @with_hooks
    def delete(self, /, *args: Any, **kwargs: Any) -> DeleteResultT:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        cast("BaseResource", self).ensure_usable()
        check_arguments(self, "delete", kwargs, self.DELETE_PARAMS)
        options = call_options(kwargs)
        payload = self.build_delete_payload(**kwargs)
        if payload:
            options["json"] = payload
        response = context_of(self).client.request_raw("DELETE", self.build_delete_url(**kwargs), **options)
        try:
            return self.handle_delete_response(response, **kwargs)
        finally:
            # Whatever is made of the reply, it is gone.
            self.mark_as_deleted()

    def mark_as_deleted(self) -> None:
        """Clear the id and remember that it is gone."""
        vars(self).update(id=None, _deleted=True)
