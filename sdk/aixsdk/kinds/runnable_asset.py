"""What the execution service runs: models, tools and integrations share this document and these calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ..exceptions import ValidationError
from ..exceptions.asked import asking
from ..resource import BaseRunParams, RunnableResourceMixin, RunOptions
from ..resource.context import context_of, encode_resource_id
from ..resource.fields import CAMEL, json_field
from ..resource.options import RequestOptions, call_options
from ..resource.unread import ReadWhenLookedAt
from .asset import Asset, object_or_text
from .model_parts import Pricing, VendorInfo, Version, function_document, function_of
from .model_result import ModelResult
from .parameters import Parameter, read_parameters, unread_parameters
from .started_runs import StartedRuns
from .toolable import PLATFORM_SUPPLIER, ParameterDefinition, ParameterInput, ToolableMixin, ToolDict

if TYPE_CHECKING:
    from ..streaming import ModelResponseStreamer, StreamChunk

V2, V1 = "/api/v2/", "/api/v1/"


class ModelRunParams(RunOptions, total=False):
    """How to run a model, a tool or an integration; everything else is input."""

    identifier: str
    """The user on whose behalf; sent as the header x-user-id."""
    stream: Literal[False]
    """True takes the answer piece by piece, as `run_stream`."""
    in_background: bool
    """Whether the older service runs a model that only answers at once."""


@dataclass(repr=False)
class RunnableAsset(Asset, RunnableResourceMixin[BaseRunParams, ModelResult], ToolableMixin):
    """An asset that runs on the execution service."""

    RESPONSE_CLASS = ModelResult
    dataclass_json_config = CAMEL
    READ_WHEN_LOOKED_AT = ("params",)

    service_name: str | None = None
    host: str | None = None
    developer: str | None = None
    vendor: VendorInfo | None = json_field(decoder=object_or_text(VendorInfo, "name"))
    function: Any = json_field(decoder=function_of, encoder=function_document)
    """A Function, or the id of one that is not known here, such as text-summarization."""
    pricing: Pricing | None = None
    version: Version | None = json_field(decoder=object_or_text(Version, "name"))
    function_type: str | None = None
    type: str | None = None
    supports_streaming: bool | None = None
    supports_byoc: bool | None = json_field("supportsBYOC")
    """Whether it runs with the caller's own credentials at the supplier."""
    connection_type: list[str] | None = None
    """`synchronous`, `asynchronous` or both."""
    params: list[Parameter] | None = json_field(decoder=unread_parameters)
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

    @property
    def execution_url(self) -> str:
        """Where it is run; slashes of a path stay slashes there."""
        return f"{context_of(self).model_url}/{encode_resource_id(self.id or '', safe='/')}"

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run it and wait for the result. What answers at once does so.

        With `stream=True` it is `run_stream`, and the answer comes piece by piece.
        """
        if kwargs.pop("stream", False):
            return self.run_stream(*args, **kwargs)
        return super().run(*args, **self._by_default(kwargs, in_background=False))

    def run_async(self, *args: Any, **kwargs: Any) -> ModelResult:
        """Start it. A result that is not `completed` has the `url` to `poll`, `watch` or `sync_poll`.

        What only answers at once (`is_sync_only`) is run by the older service, which works in the background;
        with `in_background=False` it answers at once here too, and the result is completed.
        """
        return super().run_async(*args, **self._by_default(kwargs, in_background=True))

    def _by_default(self, options: dict[str, Any], **default: bool) -> dict[str, Any]:
        return {**default, **options} if self.is_sync_only else options

    def build_run_url(self, **kwargs: Any) -> str:
        """The execution service's URL, or with `in_background` the older one's; else a `resource_path`'s."""
        if kwargs.get("resource_path"):
            return super().build_run_url(**kwargs)
        return self.execution_url.replace(V2, V1) if self._in_background(kwargs) else self.execution_url

    def _in_background(self, params: dict[str, Any]) -> bool:
        return bool(params.get("in_background")) and self.is_sync_only and V2 in context_of(self).model_url

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """What is given, without what goes elsewhere or is None."""
        given = super().build_run_payload(**RequestOptions.split(kwargs, ModelRunParams)[1])
        return {name: value for name, value in given.items() if value is not None}

    def handle_run_response(self, response: dict[str, Any], **kwargs: Any) -> ModelResult:
        """As for any run, which is remembered as long as it goes on."""
        result: ModelResult = super().handle_run_response(response, **kwargs)
        StartedRuns.of(self).note(result)
        return result

    def handle_poll_response(self, response: dict[str, Any], poll_url: str) -> ModelResult:
        """As for any run; what its start said and a poll does not repeat is told again."""
        result: ModelResult = super().handle_poll_response(response, poll_url)
        StartedRuns.of(self).tell(result, poll_url)
        return result

    def run_stream(self, **kwargs: Any) -> ModelResponseStreamer[StreamChunk]:
        """Run it and take the answer piece by piece.

        Raises ValidationError when the asset says that it cannot, and what `run` raises.
        """
        if self.supports_streaming is False:
            raise ValidationError(f"{self.name or self.id} cannot answer piece by piece.")
        self.ensure_usable()
        payload = self.build_run_payload(**kwargs)
        payload["options"] = {**(payload.get("options") or {}), "stream": True}
        if payload.get("tools"):
            payload["options"]["raw"] = True
        headers = {"Accept": "text/event-stream", **self.build_run_headers(**kwargs)}
        url, options = self.build_run_url(**kwargs), call_options(kwargs)
        with asking("run"):
            body = context_of(self).client.request_stream(
                "POST", url, json=payload, headers=headers, **options
            )
        # What most runs do not need is loaded by those that do.
        from ..streaming import ModelResponseStreamer

        return ModelResponseStreamer(body)

    def overrides(self) -> list[dict[str, Any]]:
        """Inputs that were looked at or set in this process, as {name, value}, for one run of an agent."""
        return []

    def get_attribute(self, key: str, default: Any = None) -> Any:
        """One of its attributes, such as max_context_length."""
        return (self.attributes or {}).get(key, default)

    def get_parameters(
        self, *, api_key: str | None = None
    ) -> list[ParameterInput] | list[ParameterDefinition]:
        """What an agent stores of what it is set to. Raises APIError if it has to ask."""
        return []

    def as_tool(self, *, api_key: str | None = None) -> ToolDict:
        """What an agent stores of it when it is one of its tools. Raises APIError if it has to ask."""
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description or "",
            "supplier": (self.vendor.code if self.vendor else None) or PLATFORM_SUPPLIER,
            "parameters": self.get_parameters(api_key=api_key),
            "function": None if self.function is None else str(self.function),
            "type": "model",
            "version": self.version.id if self.version else None,
            "asset_id": self.id,
        }


# In place of the dataclass's own attribute, which it has no way to declare.
setattr(RunnableAsset, "params", ReadWhenLookedAt("params", read_parameters))  # noqa: B010
