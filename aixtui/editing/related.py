"""The resources that a document names: what they are called, and the way to each."""

from contextlib import suppress

from aixtui.editing.surroundings import Surroundings
from aixtui.face import Face
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.links import Link
from aixtui.kindspec.overview import NO_NAMES, Names
from aixtui.workspace.session import AppSession

MOST_NAMES = 20
"""Names that are asked for of one document: each is a request."""


class Related:
    """Opens them, and learns the names of those that documents know by their ids alone."""

    def __init__(self, session: AppSession, surroundings: Surroundings | None) -> None:
        self._session, self._surroundings = session, surroundings
        self.names: Names = NO_NAMES

    def can_open(self, link: Link) -> bool:
        """Whether there is a way to it."""
        return self._surroundings is not None and link.kind in self._surroundings.kinds

    async def learn_names(self, kind: Kind, resource: Resource) -> None:
        """Ask for the names that are not known yet; what cannot be read keeps its id."""
        links = (link for section in kind.sections for fact in section.facts for link in fact.links(resource))
        unknown = dict.fromkeys(link for link in links if not link.name and self.can_open(link))
        for link in [link for link in unknown if (link.kind, link.id) not in self.names][:MOST_NAMES]:
            with suppress(Exception):
                named, _ = await self._read(link)
                self.names = {**self.names, (link.kind, link.id): named.name}

    async def open(self, face: Face, link: Link) -> None:
        """Show it until the user leaves it, or say why it cannot be shown."""
        assert self._surroundings is not None, "nothing is offered without surroundings"
        kind = self._surroundings.kinds[link.kind]
        try:
            with face.busy(f"opening {link.label}"):
                resource, capabilities = await self._read(link)
        except Exception as error:
            face.problem(error)
            return
        await self._surroundings.open(face, kind, resource, capabilities)

    async def _read(self, link: Link) -> tuple[Resource, frozenset[str]]:
        assert self._surroundings is not None, "nothing is asked without surroundings"
        kind = self._surroundings.kinds[link.kind]
        return await self._session.read(lambda ws: (ws.get(kind, link.id), ws.capabilities(kind)))
