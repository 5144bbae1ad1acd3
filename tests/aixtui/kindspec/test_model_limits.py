"""The limits of single models as they are typed."""

import pytest

from aixsdk.kinds.api_key_limits import APIKeyLimits
from aixtui.kindspec.model_limits import MODEL_LIMITS


def test_limits_of_models_are_lines() -> None:
    limits = [
        APIKeyLimits(model="openai/gpt-4o", request_per_minute=10, token_per_day=5000, token_type="input"),
        APIKeyLimits(model="m2", token_per_minute=7),
    ]
    text = "openai/gpt-4o 10 requests/min 5000 tokens/day counting input\nm2 7 tokens/min"
    assert MODEL_LIMITS.show(limits) == text
    assert MODEL_LIMITS.parse(f"{text}\n\n") == [
        {"model": "openai/gpt-4o", "token_type": "input", "request_per_minute": 10, "token_per_day": 5000},
        {"model": "m2", "token_type": None, "token_per_minute": 7},
    ]


@pytest.mark.parametrize(
    "line", ["openai/gpt-4o", "m 10", "m 10 requests/year", "m x requests/min", "m 10 requests/minute"]
)
def test_a_line_that_says_no_limit_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="lines such as openai/gpt-4o 10 requests/min"):
        MODEL_LIMITS.parse(line)
