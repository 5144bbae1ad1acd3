"""Settings of an agent's run, by the names that the platform has for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .budget import budget_of

_RENAMED = {
    "output_format": "outputFormat",
    "max_tokens": "maxTokens",
    "max_time": "maxTime",
    "expected_output": "expectedOutput",
    "context_overflow_strategy": "contextOverflowStrategy",
}


def settings_of(
    given: Mapping[str, Any], *, keep: tuple[str, ...] = (), budget: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Settings by their names on the wire, but those to `keep`.

    A `budget` among them changes the one there is; a number of rounds beside it, as it was said once, only
    completes it.
    """
    names = {name: key for name, key in _RENAMED.items() if name not in keep}
    found = {names.get(name, name): value for name, value in given.items()}
    if "expectedOutput" in found:
        found["expectedOutput"] = expected_text(found["expectedOutput"])
    rounds = [found.pop(name, None) for name in ("maxIterations", "max_iterations")]
    limit = next((number for number in rounds if number is not None), None)
    legacy = {} if limit is None else {"maxIterations": limit}
    whole = {**legacy, **(budget or {}), **budget_of(found.pop("budget", None)).payload()}
    return {**found, "budget": whole} if whole else found


def expected_text(value: Any) -> Any:
    """What a run is told of the expected output: a text, of an object its JSON."""
    value = output_form(value)
    return json.dumps(value) if isinstance(value, dict | list) else value or None


def output_form(expected: Any) -> Any:
    """What an agent is told of the expected output: of a pydantic class its JSON schema, as text."""
    if isinstance(expected, type) and hasattr(expected, "model_json_schema"):
        return json.dumps(expected.model_json_schema())
    return expected.model_dump() if hasattr(expected, "model_dump") else expected
