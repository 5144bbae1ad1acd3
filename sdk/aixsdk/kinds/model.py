"""Models: search, get, run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack
from urllib.parse import quote

from ..resource import (
    BaseGetParams,
    BaseRunParams,
    GetResourceMixin,
    Page,
    RunnableResourceMixin,
    SearchResourceMixin,
)
from ..resource.context import context_of
from ..resource.wire import CAMEL, wire
from . import parameters
from .asset import Asset, object_or_text
from .model_parts import Function, Pricing, Vendor, Version
from .model_result import ModelResult
from .model_search import ModelSearchParams, model_filters
from .parameters import Parameter


@dataclass(repr=False)
class Model(
    Asset,
    SearchResourceMixin[ModelSearchParams, "Model"],
    GetResourceMixin[BaseGetParams, "Model"],
    RunnableResourceMixin[BaseRunParams, ModelResult],
):
    """A model that can be run. The platform neither creates nor changes models through this interface."""

    RESOURCE_PATH = "v2/models"
    RESPONSE_CLASS = ModelResult
    dataclass_json_config = CAMEL

    service_name: str | None = None
    host: str | None = None
    developer: str | None = None
    vendor: Vendor | None = wire(decoder=object_or_text(Vendor, "name"))
    function: Function | None = wire(decoder=object_or_text(Function, "id"))
    pricing: Pricing | None = None
    version: Version | None = wire(decoder=object_or_text(Version, "name"))
    function_type: str | None = None
    type: str | None = None
    supports_streaming: bool | None = None
    supports_byoc: bool | None = wire("supportsBYOC")
    """Whether it runs with the caller's own credentials at the supplier."""
    connection_type: list[str] | None = None
    """`synchronous`, `asynchronous` or both."""
    params: list[Parameter] | None = None
    attributes: dict[str, Any] | None = None

    @property
    def is_sync_only(self) -> bool:
        """Whether it answers at once and cannot be polled."""
        kinds = self.connection_type or []
        return "synchronous" in kinds and "asynchronous" not in kinds

    @property
    def is_async_capable(self) -> bool:
        """Whether it may answer with a URL to poll; also true when the platform does not say."""
        return self.connection_type is None or "asynchronous" in self.connection_type

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters, as models want them."""
        return model_filters(params, super().build_search_filters(params))

    @classmethod
    def search(cls, **kwargs: Unpack[ModelSearchParams]) -> Page[Model]:
        """One page of the models that match. Raises APIError."""
        return super().search(**kwargs)

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Any) -> Model:
        """The model with this id or path; `host` chooses among several. Raises APIError."""
        return super().get(id, host, **kwargs)

    def run(self, text: str | None = None, **kwargs: Any) -> ModelResult:
        """Run it on its parameters, given by name, and wait for the result.

        Raises InputError before anything is sent when an input is missing or of the wrong type; else as
        RunnableResourceMixin.run.
        """
        return super().run(**_with_text(text, kwargs))

    def run_async(self, text: str | None = None, **kwargs: Any) -> ModelResult:
        """Start it. A result that is not `completed` has the `url` to `poll`, `watch` or `sync_poll`."""
        return super().run_async(**_with_text(text, kwargs))

    def build_run_url(self, **kwargs: Any) -> str:
        """The execution service's URL; slashes of a path stay slashes there."""
        return f"{context_of(self).model_url}/{quote(self.id or '', safe='/')}"

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """Defaults of the parameters, overridden by what is given; None is left out."""
        given = super().build_run_payload(**kwargs)
        given.pop("identifier", None)
        given.pop("stream", None)
        defaults = parameters.defaults(self.params or [])
        parameters.check(self.params or [], given, defaults)
        return {name: value for name, value in {**defaults, **given}.items() if value is not None}

    def as_tool(self) -> dict[str, Any]:
        """What an agent stores of it when it is one of its tools."""
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description or "",
            "supplier": (self.vendor.code if self.vendor else None) or "aixplain",
            "parameters": [
                {
                    "name": parameter.name,
                    "value": parameter.default,
                    "required": bool(parameter.required),
                    "datatype": parameter.data_type,
                    "allowMulti": bool(parameter.multiple_values),
                    "supportsVariables": False,
                    "fixed": bool(parameter.is_fixed),
                    "description": "",
                }
                for parameter in self.params or []
                if parameter.default is not None
            ],
            "function": self.function.id if self.function else None,
            "type": "model",
            "version": self.version.id if self.version else None,
            "assetId": self.id,
        }


def _with_text(text: str | None, inputs: dict[str, Any]) -> dict[str, Any]:
    return inputs if text is None else {"text": text, **inputs}
