"""The limits that an API key has for single models, as lines of text. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from aixtui.kindspec.text_codec import TextCodec

_UNITS = {
    "request_per_minute": "requests/min",
    "request_per_day": "requests/day",
    "token_per_minute": "tokens/min",
    "token_per_day": "tokens/day",
}
_NO_LIMIT = "no limit"
_NAMES = {unit: name for name, unit in _UNITS.items()}
_LIMIT = re.compile(rf"(\d+)\s+({'|'.join(_NAMES)})(?=\s|$)")
_COUNTED = re.compile(r"counting (\w+)(?=\s|$)")


def _line(limits: Any) -> str:
    parts = [f"{getattr(limits, name)} {unit}" for name, unit in _UNITS.items() if getattr(limits, name)]
    counted = [f"counting {limits.token_type}"] if limits.token_type else []
    return " ".join([str(limits.model), *(parts or [_NO_LIMIT]), *counted])


def _limits(line: str) -> Mapping[str, Any]:
    model, _, rest = line.strip().partition(" ")
    found = _LIMIT.findall(rest)
    limits: dict[str, Any] = {_NAMES[unit]: int(number) for number, unit in found if int(number)}
    counted = _COUNTED.search(rest)
    left = _COUNTED.sub("", _LIMIT.sub("", rest)).strip()
    if left != ("" if found else _NO_LIMIT) or len(limits) < len(found):
        raise ValueError(f"lines such as openai/gpt-4o 10 requests/min 5000 tokens/day, not {line.strip()!r}")
    return {"model": model, "token_type": counted and counted[1], **limits}


MODEL_LIMITS = TextCodec(
    lambda all_limits: "\n".join(map(_line, all_limits or [])),
    lambda text: [_limits(line) for line in text.split("\n") if line.strip()],
)
"""A list of limits: of each its model, then numbers with what they count."""
