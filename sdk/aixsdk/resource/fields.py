"""How a dataclass field says what it is called on the wire, in dataclasses-json's own terms.

They are written down instead of made by its `config`, for which the whole library would have to be loaded.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any


def camel_case(name: str) -> str:
    """As in `created_at`, `createdAt`."""
    return re.sub("_([a-z0-9])", lambda found: found[1].upper(), name.lstrip("_"))


CAMEL: dict[str, Any] = {"letter_case": camel_case}
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
    metadata = _metadata(letter_case=name and (lambda _: name), decoder=decoder, encoder=encoder)
    if factory is not None:
        return dataclasses.field(default_factory=factory, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def private_field(default: Any = None) -> Any:
    """A field of this process only: not on the wire, nor in the constructor, comparisons or the repr."""
    return dataclasses.field(
        default=default, init=False, repr=False, compare=False, metadata=_metadata(exclude=_always)
    )


def request_only_field(decoder: Callable[[Any], Any] | None = None) -> Any:
    """A field that can be given and assigned, but is not part of the document."""
    metadata = _metadata(exclude=_always, decoder=decoder)
    return dataclasses.field(default=None, repr=False, compare=False, metadata=metadata)


def _metadata(**settings: Callable[[Any], Any] | str | None) -> dict[str, Any]:
    return {"dataclasses_json": {key: value for key, value in settings.items() if value is not None}}


def _always(_: Any) -> bool:
    return True
