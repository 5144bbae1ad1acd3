"""Models: search, get, run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack, overload

from ..enums import AssetStatus, Function
from ..resource import BaseGetParams, BaseParams, GetResourceMixin, Page, SearchResourceMixin
from ..resource.fields import CAMEL
from . import parameters
from .model_result import ModelResult
from .model_search import ModelSearchParams, model_filters, with_query
from .runnable_asset import ModelRunParams, RunnableAsset
from .toolable import ParameterInput

if TYPE_CHECKING:
    from ..streaming import ModelResponseStreamer, StreamChunk
    from .actions import Actions
    from .inputs import Inputs

RUN = "run"


@dataclass(repr=False)
class Model(
    RunnableAsset,
    SearchResourceMixin[ModelSearchParams, Any],
    GetResourceMixin[BaseGetParams, Any],
):
    """A model that can be run. The platform neither creates nor changes models through this interface."""

    RESOURCE_PATH = "v2/models"
    SEARCH_PARAMS = ModelSearchParams
    GET_PARAMS = BaseGetParams
    dataclass_json_config = CAMEL

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters, as models want them."""
        return model_filters(params, super().build_search_filters(params))

    @classmethod
    def search(cls, query: str | None = None, /, **kwargs: Unpack[ModelSearchParams]) -> Page[Self]:
        """One page of those that match. Raises APIError."""
        return super().search(**with_query(query, kwargs))

    @classmethod
    def search_all(cls, query: str | None = None, /, **kwargs: Unpack[ModelSearchParams]) -> Iterator[Self]:
        """All that match, page after page, each asked for when it is reached. Raises APIError."""
        return super().search_all(**with_query(query, kwargs))

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Self:
        """The one with this id or path; `host` chooses among several. Raises APIError."""
        found: Self = super().get(id, host, **kwargs)
        return found

    @overload
    def run(
        self, text: str | None = None, *, stream: Literal[True], **kwargs: Any
    ) -> ModelResponseStreamer[StreamChunk]: ...
    @overload
    def run(self, text: str | None = None, **kwargs: Unpack[ModelRunParams]) -> ModelResult: ...
    @overload
    def run(self, text: str | None = None, **kwargs: Any) -> ModelResult: ...
    def run(self, text: str | None = None, **kwargs: Any) -> Any:
        """Run it on its parameters, given by name, and wait for the result.

        With `stream=True` it is `run_stream`. Raises InputError before anything is sent when an input is
        missing or of the wrong type; else as RunnableResourceMixin.run.
        """
        return super().run(**_with_text(text, kwargs))

    @overload
    def run_async(self, text: str | None = None, **kwargs: Unpack[ModelRunParams]) -> ModelResult: ...
    @overload
    def run_async(self, text: str | None = None, **kwargs: Any) -> ModelResult: ...
    def run_async(self, text: str | None = None, **kwargs: Any) -> ModelResult:
        """Start it. A result that is not `completed` has the `url` to `poll`, `watch` or `sync_poll`.

        A model that only answers at once (`is_sync_only`) is run by the older service, which works in the
        background; with `in_background=False` it answers at once here too, and the result is completed.
        """
        return super().run_async(**_with_text(text, kwargs))

    def run_stream(self, text: str | None = None, **kwargs: Any) -> ModelResponseStreamer[StreamChunk]:
        """Run it and take the answer piece by piece.

        Raises ValidationError when the model says that it cannot, and what `run` raises.
        """
        return super().run_stream(**_with_text(text, kwargs))

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The inputs' present values, overridden by what is given; what is given as None is left out."""
        given = super().build_run_payload(**kwargs)
        present = {name: value for name, value in self.inputs.items() if value is not None}
        parameters.check(self.params or [], given, present)
        payload = {**present, **given}
        payload = {name: value for name, value in payload.items() if kwargs.get(name, value) is not None}
        if self._in_background(kwargs) and "text" in payload:
            # The older service calls the text `data`.
            payload["data"] = payload.pop("text")
        return payload

    @property
    def supports_tool_calling(self) -> bool | None:
        """Whether it can be given tools; None when its function is not known."""
        return self._takes("tools", "toolchoice")

    @property
    def supports_structured_output(self) -> bool | None:
        """Whether its answer can be given a form; None when its function is not known."""
        return self._takes("responseformat")

    def _takes(self, *names: str) -> bool | None:
        if self.function is None:
            return None
        if self.function != Function.TEXT_GENERATION:
            return False
        known = {re.sub(r"[^a-z0-9]", "", (parameter.name or "").lower()) for parameter in self.params or []}
        return not known.isdisjoint(names)

    @property
    def inputs(self) -> Inputs:
        """Values to run with, starting from the parameters' defaults; assigning a dictionary sets several."""
        found: Inputs | None = vars(self).get("_inputs")
        if found is None:
            from .inputs import Inputs

            found = vars(self)["_inputs"] = Inputs.from_parameters(self.params or [])
        return found

    @inputs.setter
    def inputs(self, values: Mapping[str, Any]) -> None:
        self.inputs.update(values)

    def get_parameters(self, *, api_key: str | None = None) -> list[ParameterInput]:
        """What an agent stores of what it is set to: the present values of its inputs."""
        values = self.inputs.copy()
        settings = [(parameter, values.get(parameter.name or "")) for parameter in self.params or []]
        return [parameter.as_setting(value) for parameter, value in settings if value is not None]

    def mark_as_deleted(self) -> None:
        """Take it as gone, for what was deleted by other means: the platform deletes no models."""
        vars(self).update(id=None, _deleted=True)
        self.status = AssetStatus.DELETED

    def overrides(self) -> list[dict[str, Any]]:
        """Its inputs, if they were looked at, as {name, value}."""
        found: Inputs | None = vars(self).get("_inputs")
        return found.as_list() if found is not None else []

    @property
    def actions(self) -> Actions:
        """The one thing a model can be told: `run`, with the inputs of the model."""
        from .action_specs import ActionSpec
        from .actions import Action, Actions

        run = Action(ActionSpec(name=RUN), self.inputs)
        return Actions(lambda _: [run.spec], lambda *_: [run])


def _with_text(text: str | None, inputs: dict[str, Any]) -> dict[str, Any]:
    return inputs if text is None else {"text": text, **inputs}
