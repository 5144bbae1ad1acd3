"""Limits of an API key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..enums import TokenType
from ..exceptions import ValidationError
from ..resource.arguments import check_arguments
from ..resource.decode import wire_names
from ..resource.fields import CAMEL, json_field
from .asset import open_enum

NUMBERS = {
    "token_per_minute": "tpm",
    "token_per_day": "tpd",
    "request_per_minute": "rpm",
    "request_per_day": "rpd",
}


@dataclass(slots=True)
class APIKeyLimits:
    """Tokens and requests, a minute and a day; of one model, or of all assets without one."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    token_per_minute: int | None = json_field("tpm")
    token_per_day: int | None = json_field("tpd")
    request_per_minute: int | None = json_field("rpm")
    request_per_day: int | None = json_field("rpd")
    model: Any = json_field("assetId")
    """The model, or its id or path."""
    token_type: str | None = json_field(decoder=open_enum(TokenType))
    """Which tokens count: input, output or total."""

    def validate(self) -> None:
        """Raise ValidationError for a limit that is negative, or no whole number."""
        for name in NUMBERS:
            check_limit(name, getattr(self, name))

    def payload(self) -> dict[str, Any]:
        """What the platform takes: every number, 0 where none is set. Raises ValidationError."""
        self.validate()
        return {
            **{key: getattr(self, name) or 0 for name, key in NUMBERS.items()},
            "tokenType": self.token_type,
        }


def limits_of(value: Any) -> APIKeyLimits:
    """Limits out of limits, or of a dictionary by either spelling. Raises ValidationError."""
    if isinstance(value, APIKeyLimits):
        return value
    if not isinstance(value, Mapping):
        raise ValidationError(f"Limits are APIKeyLimits or a dictionary, not {value!r}.")
    spelled = {key: name for name, key in wire_names(APIKeyLimits).items()}
    fields = {spelled.get(str(key), str(key)): part for key, part in value.items()}
    check_arguments(APIKeyLimits, "__init__", fields, APIKeyLimits)
    return APIKeyLimits(**fields)


def check_limit(name: str, value: Any) -> None:
    """Raise ValidationError unless it is a whole number that is not negative, or None."""
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ValidationError(f"{name} is a whole number, 0 or more, not {value!r}.")
