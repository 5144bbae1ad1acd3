"""The names of resources that documents know by their ids alone."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.workspace.session import AppSession

MOST_ASKED = 20
"""Requests for names of one document: each name is one."""


class Unnamed(NamedTuple):
    """A resource without a name, which is of one of some kinds."""

    id: str
    kinds: Sequence[Kind]


class Learnt(NamedTuple):
    """What a resource of a kind is called, clean."""

    kind: str
    id: str
    name: str


class ResourceNames:
    """Asks for them one by one; what cannot be read keeps its id, and nothing else is wrong then."""

    def __init__(self, session: AppSession) -> None:
        self._session = session

    async def learn(self, unnamed: Iterable[Unnamed]) -> AsyncIterator[Learnt]:
        """Each as soon as it is known, as far as the requests go."""
        left = MOST_ASKED
        each = {(one.id, *(kind.id for kind in one.kinds)): one for one in unnamed}
        for one in each.values():
            for kind in one.kinds[:left]:
                left -= 1
                if (name := await self._name(kind, one.id)) is not None:
                    yield Learnt(kind.id, one.id, name)
                    break

    async def _name(self, kind: Kind, resource_id: str) -> str | None:
        try:
            return clean((await self._session.read(lambda ws: ws.get(kind, resource_id))).name)
        except Exception:  # a name is missing, and nothing else
            return None
