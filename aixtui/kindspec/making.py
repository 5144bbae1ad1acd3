"""How new resources come to be that are made of another one, and what is told of one only once. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from aixtui.kindspec.kind import Kind


class Making(NamedTuple):
    """What a new resource is made of: one of another kind, in one of some ways."""

    of: str
    """Id of the kind that it is made of."""
    ways: Callable[[Any], tuple[str, ...]]
    """The ways there are for this one."""
    kind: Callable[[Any, str], Kind]
    """A kind whose new resources are made of this one in a way: its fields are what has to be said."""


class HandedOver(NamedTuple):
    """What only the reply to a creation tells."""

    title: str
    text: str
    note: str
