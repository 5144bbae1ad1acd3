"""Connecting to a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, overload

from ..exceptions import InvalidResponseError
from ..resource.fields import CAMEL
from ..streaming import ModelResponseStreamer, StreamChunk
from . import parameters
from .actionable_asset import ActionMixin
from .model_result import ModelResult
from .runnable_asset import RunnableAsset


@dataclass(frozen=True, slots=True)
class ToolId:
    """What connecting made: the tool's id, and where to consent if the service wants that first."""

    id: str
    redirect_url: str | None = None


@dataclass(repr=False)
class IntegrationResult(ModelResult):
    """Result of an integration; `data` of a connection is its ToolId."""

    dataclass_json_config = CAMEL

    def keep_raw(self, reply: dict[str, Any]) -> None:
        """Read the tool that was made, where the reply says one."""
        super().keep_raw(reply)
        made = self.data
        if isinstance(made, dict) and isinstance(made.get("id"), str) and made["id"]:
            redirect = made.get("redirectURL")
            self.data = ToolId(made["id"], redirect if isinstance(redirect, str) else None)


@dataclass(repr=False)
class Service(ActionMixin):
    """An integration, as far as the tools that come of connecting to it have to know it."""

    RESPONSE_CLASS = IntegrationResult
    dataclass_json_config = CAMEL

    @overload
    def run(
        self, text: str | None = None, *, stream: Literal[True], **kwargs: Any
    ) -> ModelResponseStreamer[StreamChunk]: ...
    @overload
    def run(self, text: str | None = None, **kwargs: Any) -> IntegrationResult: ...
    def run(self, text: str | None = None, **kwargs: Any) -> Any:
        """Connect, or run an `action`, and wait for the result. Raises as `Model.run`."""
        return super().run(text, **kwargs)

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """What is given: the defaults of its parameters are the platform's to fill in."""
        given = RunnableAsset.build_run_payload(self, **kwargs)
        if "action" not in given:
            parameters.check(self.params or [], given, {})
        return given

    def make_connection(self, **kwargs: Any) -> ToolId:
        """Connect, and say what came of it without fetching the tool."""
        made = self.run(**kwargs).data
        if isinstance(made, str) and made:
            return ToolId(made)
        if not isinstance(made, ToolId):
            raise InvalidResponseError("The integration did not say what it connected.", outcome_unknown=True)
        return made
