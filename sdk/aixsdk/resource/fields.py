"""How a dataclass field says what it is called on the wire, in dataclasses-json's own terms."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from dataclasses_json import LetterCase, config

CAMEL: dict[str, Any] = config(letter_case=LetterCase.CAMEL)["dataclasses_json"]
"""For `dataclass_json_config`: every field of the class is camelCase on the wire."""


def json_field(
    name: str | None = None,
    *,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
    decoder: Callable[[Any], Any] | None = None,
    encoder: Callable[[Any], Any] | None = None,
) -> Any:
    """A field called `name` on the wire, with a default and converters of its own."""
    metadata = config(field_name=name, decoder=decoder, encoder=encoder)
    if factory is not None:
        return dataclasses.field(default_factory=factory, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def private_field(default: Any = None) -> Any:
    """A field of this process only: not on the wire, nor in the constructor, comparisons or the repr."""
    return dataclasses.field(
        default=default, init=False, repr=False, compare=False, metadata=config(exclude=lambda _: True)
    )


def request_only_field() -> Any:
    """A field that can be given and assigned, but is not part of the document."""
    return dataclasses.field(default=None, repr=False, compare=False, metadata=config(exclude=lambda _: True))
