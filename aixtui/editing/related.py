"""The resources that a document names: what they are called, and the way to each."""

from aixtui.editing.resource_names import Unnamed, learn_names
from aixtui.editing.surroundings import Surroundings
from aixtui.face import Face
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.links import Link
from aixtui.kindspec.overview import links_of, names_of
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession


class Related:
    """Opens them, and learns what documents do not say: names, and what tells those of one name apart."""

    def __init__(self, session: AppSession, surroundings: Surroundings | None) -> None:
        self._session, self._surroundings = session, surroundings
        self.names: dict[str, str] = {}
        """By id, as far as they had to be asked for."""
        self.makers: dict[str, str] = {}
        """What tells those apart that have one name, by id."""

    def lead(self, surroundings: Surroundings) -> None:
        """There is a way to them from now on."""
        self._surroundings = surroundings

    def can_open(self, link: Link) -> bool:
        """Whether there is a way to it."""
        return self._surroundings is not None and link.kind in self._surroundings.kinds

    async def learn_names(self, kind: Kind, resource: Resource) -> None:
        """Ask for the names that are not known yet, then for the makers of those that share one.

        What cannot be read keeps its id; where no two share a name, nothing is asked for that.
        """
        links = links_of(kind, resource)
        there = [link for link in links if self.can_open(link)]
        unnamed = [self._asked(link) for link in there if not link.name]
        await learn_names(self._session, self.names, unnamed, makers=self.makers)
        names = names_of(links, self.names)
        named = [self._asked(link) for link in there if link.id in names]
        await learn_names(self._session, names, named, makers=self.makers)

    def _asked(self, link: Link) -> Unnamed:
        return Unnamed(link.id, (self._kind(link),))

    async def open(self, face: Face, link: Link, *others: Link) -> None:
        """Show it until the user leaves it, or say why it cannot be shown.

        Where there is none of its kind it is one of the `others`, which name the same id.
        """
        surroundings, kind = self._surroundings, self._kind(link)
        assert surroundings is not None, "its kind is one of theirs"
        try:
            with face.busy(f"opening {link.label}"):
                resource, capabilities = await self._read(link)
        except Exception as error:
            if others and explain(error).is_gone:
                await self.open(face, *others)
            else:
                face.problem(error)
            return
        await surroundings.open(face, kind, resource, capabilities)

    async def _read(self, link: Link) -> tuple[Resource, frozenset[str]]:
        kind = self._kind(link)
        return await self._session.read(lambda ws: (ws.get(kind, link.id), ws.capabilities(kind)))

    def _kind(self, link: Link) -> Kind:
        assert self._surroundings is not None, "nothing is offered without surroundings"
        return self._surroundings.kinds[link.kind]
