"""Resource classes as somebody else would write them, against the documented names only."""

from dataclasses import dataclass, field
from typing import Any

from dataclasses_json import config, dataclass_json

from aixsdk.resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseResource,
    BaseRunParams,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Result,
    RunnableResourceMixin,
    SearchResourceMixin,
)


@dataclass_json
@dataclass
class Part:
    """Something inside."""

    size: int = 0


@dataclass_json
@dataclass(repr=False)
class Thing(
    BaseResource,
    SearchResourceMixin[BaseSearchParams, "Thing"],
    GetResourceMixin[BaseGetParams, "Thing"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
    RunnableResourceMixin[BaseRunParams, Result],
):
    """Everything a resource can be."""

    RESOURCE_PATH = "v2/things"

    colour: str | None = None
    parts: list[Part] = field(default_factory=list)
    max_size: int = field(default=1, metadata=config(field_name="maxSize"))
    anything: Any = None
