"""Limits of an API key, and what was used of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..exceptions import ValidationError
from ..resource.fields import CAMEL

_NUMBERS = ("tpm", "tpd", "rpm", "rpd")


@dataclass(slots=True)
class Limits:
    """Tokens and requests, a minute and a day; of one asset, or of all without an `asset_id`."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    tpm: int | None = None
    """Tokens a minute."""
    tpd: int | None = None
    """Tokens a day."""
    rpm: int | None = None
    """Requests a minute."""
    rpd: int | None = None
    """Requests a day."""
    token_type: str | None = None
    """Which tokens count: input, output or total."""
    asset_id: str | None = None


@dataclass(slots=True)
class UsageOfKey:
    """Counts of today, None where there is none; about all assets without an `asset_id`."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    request_count: int | None = None
    request_count_limit: int | None = None
    token_count: int | None = None
    token_count_limit: int | None = None
    asset_id: str | None = None


def limits_payload(limits: Limits, *, of_asset: bool = False) -> dict[str, Any]:
    """What the platform takes: every number, 0 where none is set. Raises ValidationError."""
    numbers = {name: getattr(limits, name) or 0 for name in _NUMBERS}
    if any(number < 0 for number in numbers.values()):
        raise ValidationError("Limits must not be negative.")
    payload = {**numbers, "tokenType": limits.token_type}
    if not of_asset:
        return payload
    if not limits.asset_id:
        raise ValidationError("A limit of an asset needs the asset.")
    return {**payload, "assetId": limits.asset_id}
