"""The ways from one place to another: lists, resources, and what is kept under a name."""

from collections.abc import Callable
from functools import partial

from aixtui.editing.related import Related
from aixtui.editing.surroundings import Neighbours, Surroundings
from aixtui.face import Face
from aixtui.kindspec.kind import Kind, Resource
from aixtui.listing import address as addresses
from aixtui.listing.address import AddressError, AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.command_words import command_words
from aixtui.listing.neighbours import ListNeighbours
from aixtui.listing.own_rows import OwnRows
from aixtui.listing.places import Place, Places
from aixtui.listing.recents import Recents
from aixtui.workspace.named import get_named
from aixtui.workspace.query import Query
from aixtui.workspace.rows import SeenResource
from aixtui.workspace.session import AppSession


class Navigator:
    """Goes to lists and opens resources. What it opens is shown by the face until the user leaves it."""

    def __init__(
        self,
        session: AppSession,
        browser: Browser,
        places: Places,
        recents: Recents,
        own_rows: OwnRows,
        face: Face,
    ) -> None:
        self._session, self._browser, self._own_rows, self._face = session, browser, own_rows, face
        self.places, self._recents = places, recents

    @property
    def related(self) -> Related:
        """The way to what a list is told of."""
        return Related(self._session, self.surroundings)

    @property
    def surroundings(self) -> Surroundings:
        """What can be reached from a list."""
        return Surroundings(self._kinds, self._show)

    def go(self, address: AppAddress, row: str = "") -> None:
        """Go to a list, there to the row of this id if it is there, and with an id on to the resource."""
        self._browser.go(address, row)
        kind, verbs = self._browser.kind, self._own_rows.verbs
        if address.id and kind is not None:
            self._face.start(self._open_by_id(kind, address), "open")
        elif address.id and verbs is not None:
            self._face.start(verbs.open_by_id(address.id), "open")

    def visit(self, place: Place) -> None:
        """Go to a place that is kept; one whose address no longer holds is told."""
        try:
            address = addresses.parse(self.places.address_of(place), self._browser.sources)
        except AddressError as error:
            self._face.problem(error)
            return
        if not self.places.show_view(place, address):
            self.go(address)

    async def way_to(self, text: str, completed: str) -> Callable[[], None] | None:
        """The way to a typed address, or to the view or resource that is kept under this name.

        Where the text is neither, `completed` may be: it was shown as what completes it. None where it is
        told that there is nothing.
        """
        try:
            return partial(self.go, addresses.parse(text, self._browser.sources, command_words()))
        except AddressError as error:
            await self.places.read()
            place = self.places.find(text) or self.places.find(completed)
            if place is not None:
                return partial(self.visit, place)
            if completed != text:
                return await self.way_to(completed, completed)
            self._face.problem(self.places.no_view(text) or error)
            return None

    async def open_current(self) -> None:
        """Open what is under the cursor, or the list that it opens into."""
        row, verbs = self._browser.listing.current, self._own_rows.verbs
        if row is not None and verbs is not None:
            await verbs.open(row)
            return
        kind, resource = self._browser.kind, self._browser.resource
        if kind is None or resource is None:
            return
        is_seen = isinstance(resource, SeenResource)
        filters = resource.opens_into if is_seen else kind.opens_into(resource)
        if filters:
            self.go(AppAddress(kind.id, query=Query(filters=filters)))
        elif is_seen:
            self._face.start(self._open_by_id(kind, AppAddress(kind.id, resource.id)), "open")
        else:
            neighbours = ListNeighbours(self._browser, self._recents)
            await self._open(kind, resource, neighbours=neighbours)

    async def _open_by_id(self, kind: Kind, address: AppAddress) -> None:
        try:
            resource, capabilities = await self._session.read(
                lambda ws: (get_named(ws, kind, address.id), ws.capabilities(kind))
            )
        except Exception as error:
            if self._face.problem(error).is_gone:
                await self.places.offer_to_forget(kind.id, address.id)
        else:
            await self._open(kind, resource, capabilities, address.tab)

    async def _open(
        self,
        kind: Kind,
        resource: Resource,
        capabilities: frozenset[str] | None = None,
        tab: str = "",
        neighbours: Neighbours | None = None,
    ) -> None:
        self._browser.remember()
        await self._show(self._face, kind, resource, capabilities, tab, neighbours)

    async def _show(
        self,
        face: Face,
        kind: Kind,
        resource: Resource,
        capabilities: frozenset[str] | None,
        tab: str = "",
        neighbours: Neighbours | None = None,
    ) -> None:
        """Show a resource through the face of a list, or of a document that names it."""
        from aixtui.editing.document import Document  # the first paint shows none

        browser = self._browser
        self._recents.add(kind.id, resource)
        document = Document(
            self._session,
            kind,
            resource,
            capabilities if capabilities is not None else browser.capabilities,
            browser,
            address_of=self._addresses_of(kind),
            tab=tab,
            surroundings=Surroundings(self._kinds, self._show, neighbours),
        )
        await face.open(document)
        if document.is_changed:
            browser.on_deleted(kind)

    @property
    def _kinds(self) -> dict[str, Kind]:
        return {source.id: source.kind for source in self._browser.sources if source.kind is not None}

    def _addresses_of(self, kind: Kind) -> Callable[[str, str], str]:
        sources = self._browser.sources
        return lambda resource_id, tab: addresses.format(AppAddress(kind.id, resource_id, tab), sources)
