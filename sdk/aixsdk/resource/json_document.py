"""What makes a dataclass a JSON document: `to_dict`, `from_dict` and their kin, of dataclasses-json.

That library is loaded when one of them is first called. With the one for schemas that it brings along it
takes as long to load as everything here, and what reads, searches and runs has `decode` and needs neither.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

if TYPE_CHECKING:
    from dataclasses_json import DataClassJsonMixin


class JsonDocument:
    """The methods of `DataClassJsonMixin`, with the same arguments and results."""

    dataclass_json_config: ClassVar[dict[str, Any] | None] = None

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """The document, with the names of the wire."""
        return _library().to_dict(self, encode_json)  # type: ignore[arg-type]

    def to_json(self, **kwargs: Any) -> str:
        """The document as text; the keyword arguments are those of `json.dumps`."""
        return _library().to_json(self, **kwargs)  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, kvs: Any, *, infer_missing: bool = False) -> Self:
        """An instance of a document."""
        made = _function("from_dict")(cls, kvs, infer_missing=infer_missing)
        return cast("Self", made)

    @classmethod
    def from_json(cls, s: str | bytes, **kwargs: Any) -> Self:
        """An instance of a document as text; the keyword arguments are those of `json.loads`."""
        return cast("Self", _function("from_json")(cls, s, **kwargs))

    @classmethod
    def schema(cls, **kwargs: Any) -> Any:
        """The schema of marshmallow; the keyword arguments are those of its `Schema`."""
        return _function("schema")(cls, **kwargs)


def is_inherited(from_dict: Any) -> bool:
    """Whether a class has its `from_dict` from here or from the library, and none of its own."""
    function = getattr(from_dict, "__func__", None)
    if function is JsonDocument.from_dict.__func__:  # type: ignore[attr-defined]
        return True
    # A class that has it from the library has loaded it.
    return "dataclasses_json" in sys.modules and function is _function("from_dict")


@functools.cache
def _library() -> type[DataClassJsonMixin]:
    from dataclasses_json import DataClassJsonMixin

    # The library asks for its own class where a field is a document itself.
    DataClassJsonMixin.register(JsonDocument)
    return DataClassJsonMixin


def _function(name: str) -> Any:
    """A class method of the library, to be called with any class."""
    return getattr(_library(), name).__func__
