"""What can be reached from a document that is open."""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple, Protocol

from aixtui.face import Face
from aixtui.kindspec.kind import Kind, Resource

OpenResource = Callable[[Face, Kind, Resource, frozenset[str]], Awaitable[None]]
"""Opens a resource through a face, with what can be done with it, until the user leaves it."""


class Neighbours(Protocol):
    """The list that a document was opened from."""

    def reason_against(self, resource: Resource, by: int) -> str:
        """Why there is no resource so many places from this one, as a sentence."""

    async def step(self, by: int) -> Resource | None:
        """Go so many places on in the list; None where there is nothing any more."""


class Surroundings(NamedTuple):
    """The kinds that can be opened, the way to do so, and the list that it stands in, if any."""

    kinds: Mapping[str, Kind]
    """By their ids."""
    open: OpenResource
    neighbours: Neighbours | None = None
