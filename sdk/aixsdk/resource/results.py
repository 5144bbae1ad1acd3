"""What an operation returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from .fields import json_field, private_field
from .json_document import JsonDocument

REPR_LIMIT = 200


@dataclass
class BaseResult(JsonDocument):
    """The state of an operation; subclasses say what came of it."""

    status: str | None = None
    """IN_PROGRESS, SUCCESS, FAILED, or another word of the platform."""
    completed: bool | None = False
    """Whether the operation is over."""


@dataclass(repr=False)
class Result(BaseResult):
    """The usual result, with every key of the platform's reply as an attribute."""

    error_message: str | None = json_field("errorMessage")
    url: str | None = None
    """Where to poll while it is not over."""
    result: Any = None
    supplier_error: str | None = json_field("supplierError")
    data: Any = None
    """What the operation produced."""
    request_id: str | None = json_field("requestId")
    _raw_data: dict[str, Any] | None = private_field()

    @property
    def raw(self) -> dict[str, Any]:
        """The platform's reply as it came; {} for a result that was not received."""
        return self._raw_data or {}

    def keep_raw(self, reply: dict[str, Any]) -> None:
        """Make the keys of `reply` readable as attributes."""
        self._raw_data = reply

    def __getattr__(self, name: str) -> Any:
        raw = self.__dict__.get("_raw_data")
        if raw is not None and name in raw:
            return raw[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        shown = [("status", self.status), ("completed", self.completed), ("data", self.data)]
        optional = ("result", "url", "error_message", "supplier_error", "request_id")
        shown += [(name, getattr(self, name)) for name in optional if getattr(self, name)]
        lines = "".join(f"  {name}={_shortened(value)},\n" for name, value in shown)
        return f"{type(self).__name__}(\n{lines})"


@dataclass
class DeleteResult(Result):
    """Result of a deletion."""

    deleted_id: str | None = json_field("deletedId")


ResultT = TypeVar("ResultT", bound=BaseResult)
DeleteResultT = TypeVar("DeleteResultT", bound=DeleteResult)


def _shortened(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= REPR_LIMIT else text[:REPR_LIMIT] + "..."
