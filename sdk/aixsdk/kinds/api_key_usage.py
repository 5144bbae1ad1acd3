"""What was used of an API key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..exceptions import InvalidResponseError
from ..resource.decode import decoder_for
from ..resource.fields import json_field
from ..resource.replies import unreadable
from .model_paths import model_id, shown_model


@dataclass(slots=True)
class APIKeyUsageLimit:
    """Counts of today, None where there is none; about all assets without a `model`."""

    daily_request_count: int | None = json_field("requestCount")
    daily_request_limit: int | None = json_field("requestCountLimit")
    daily_token_count: int | None = json_field("tokenCount")
    daily_token_limit: int | None = json_field("tokenCountLimit")
    model: str | None = json_field("assetId")


def read_usage(context: Any, reply: Any, model: Any, **key: Any) -> list[APIKeyUsageLimit]:
    """The rows of a reply, or those of a model. Raises InvalidResponseError, and as `model_id`."""
    if not isinstance(reply, list):
        raise InvalidResponseError("The platform sent no list of usage.")
    decode = decoder_for(APIKeyUsageLimit)
    try:
        rows = [decode(item) for item in reply]
    except (TypeError, ValueError, AttributeError) as error:
        raise unreadable(list[APIKeyUsageLimit], reply, "usage", error) from error
    if model is not None:
        wanted = model_id(context, model, **key)
        rows = [row for row in rows if row.model == wanted]
    for row in rows:
        row.model = shown_model(context, row.model)
    return rows
