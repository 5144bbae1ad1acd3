"""What a reply says about a run that failed, as an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .tree import OperationFailedError

_FAILURE_KEYS = ("supplierError", "supplier_error", "error_message", "errorMessage", "error", "message")
_INNER_KEYS = ("message", "detail", "reason", "error", "title")
"""Where an object says in words what it is about."""


def create_operation_failed_error(response: Mapping[str, Any]) -> OperationFailedError:
    """The error that the reply of a failed run stands for, with all that the platform says about it."""
    code, word, request_id = (response.get(key) for key in ("statusCode", "error", "requestId"))
    return OperationFailedError(
        f"Operation failed: {failure_message(response)}",
        code if isinstance(code, int) else 0,
        response,
        word if isinstance(word, str) else "",
        request_id=request_id if isinstance(request_id, str) else None,
    )


def failure_message(reply: Mapping[str, Any]) -> str:
    """The first words about a failure, at the top of the reply or in its `data`."""
    data = reply.get("data")
    inner = data if isinstance(data, dict) else {}
    return first_text(reply, _FAILURE_KEYS) or first_text(inner, _FAILURE_KEYS) or "Operation failed"


def first_text(data: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """The first of `keys` that holds words, as `words_of` finds them; "" when none does."""
    return next((words for key in keys if (words := words_of(data.get(key)))), "")


def words_of(value: Any) -> str:
    """A text, the lines of a list of texts and objects, or what an object about an error says; else ""."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, Mapping):
        return first_text(value, _INNER_KEYS)
    if isinstance(value, list):
        return "\n".join(filter(None, map(words_of, value)))
    return ""
