"""What models, tools, integrations, agents and skills have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from ..enums import AssetStatus
from ..resource import BaseResource
from ..resource.decode import decoder_for
from ..resource.fields import CAMEL, json_field


def open_enum(enum: type[StrEnum]) -> Callable[[Any], Any]:
    """A decoder to members of `enum`; a word the platform added later stays as it came."""
    members: dict[Any, Any] = {member.value: member for member in enum}
    return lambda value: members.get(value, value)


def object_or_text(cls: type[Any], attribute: str) -> Callable[[Any], Any]:
    """A decoder to `cls` of an object, or of a plain text that stands for its `attribute`."""

    build = decoder_for(cls)

    def decoder(value: Any) -> Any:
        return cls(**{attribute: value}) if isinstance(value, str) else build(value)

    return decoder


@dataclass(slots=True)
class AssetInfo:
    """The paths of an asset: host/name/instance, host/name, and the name alone."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    instance_id: str | None = None
    asset_path: str | None = None
    asset_name: str | None = None


@dataclass(repr=False)
class Asset(BaseResource):
    """A resource with a path, a status and times (ISO 8601 texts)."""

    dataclass_json_config = CAMEL

    asset_info: AssetInfo | None = None
    status: str | None = json_field(decoder=open_enum(AssetStatus))
    created_at: str | None = None
    updated_at: str | None = None

    def __post_init__(self) -> None:
        info = self.asset_info
        if isinstance(info, AssetInfo):
            self.path = info.instance_id or info.asset_path or self.path
