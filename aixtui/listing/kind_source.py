"""The resources of one kind in the workspace, as a source of a list."""

import asyncio
from typing import Any

from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Kind, Resource, reason_against
from aixtui.kindspec.overview import ShownFact, ShownSection, overview
from aixtui.listing.seen_names import SeenNames
from aixtui.settings.read_only import ReadOnly
from aixtui.workspace.head_start import Answer, read_answer
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage, SeenResource, announces
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway


class KindSource:
    """Reads through the session, so that a page is decoded and formatted off the loop.

    What a kind declares as announced is there only on a server whose documents speak of it: the pages show
    that, and before the first one nothing is sent that the server may not know.
    """

    live_seconds = 0.0
    where, document_note = "on the server", "as the server has it"

    def __init__(self, session: AppSession, kind: Kind, names: SeenNames | None = None) -> None:
        """`names` are those that all lists of a workspace have shown."""
        self._session, self.kind, self._names = session, kind, names or SeenNames()
        self.capabilities: frozenset[str] | None = None
        self._announces: bool | None = None
        """Whether the documents speak of what is announced; None before the first page."""
        self._announced_before: bool | None = None
        """The same of a page that was kept, which says nothing of the server as it is now."""

    @property
    def id(self) -> str:
        """As in `model`."""
        return self.kind.id

    @property
    def plural(self) -> str:
        """As in `models`."""
        return self.kind.plural

    @property
    def label(self) -> str:
        """As in `Models`."""
        return self.kind.label

    @property
    def aliases(self) -> tuple[str, ...]:
        """Shorter names that an address may begin with."""
        return self.kind.aliases

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them: which are shown is up to a layout."""
        return self.kind.columns_there(announced=self._is_announced)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Filters that the server applies."""
        return tuple(one for one in self.kind.filters if self._is_announced or not one.announced_by)

    @property
    def _is_announced(self) -> bool:
        return (self._announced_before if self._announces is None else self._announces) is not False

    @property
    def first_filters(self) -> tuple[tuple[str, str], ...]:
        """What a first visit is narrowed by."""
        return self.kind.first_filters

    @property
    def sort(self) -> str:
        """The order of a first visit."""
        return self.kind.sort

    @property
    def search_hint(self) -> str:
        """What a search of the kind does."""
        return self.kind.search_hint

    @property
    def read_only(self) -> ReadOnly:
        """As the workspace is."""
        return self._session.read_only

    def reason_against(self, capability: str) -> str:
        """Why the kind cannot do something."""
        return reason_against(self.kind, capability)

    async def page(self, query: Query) -> RowPage:
        """One page; a backend that asks to come back later is not waited for."""
        kind, is_announced = self.kind, bool(self._announces)
        asked = self._session.source.head_start.take_answer(kind, query)
        answer = await asyncio.wrap_future(asked) if asked is not None else None
        if answer is None:
            answer = await self._session.read(
                lambda workspace: read_answer(workspace, kind, query, is_announced=is_announced)
            )
        return self._take(answer)

    def page_at_hand(self, query: Query) -> RowPage | None:
        """The page that was asked for before there was an app, where it has come."""
        answer = self._session.source.head_start.answer_now(self.kind, query)
        return None if answer is None else self._take(answer)

    def _take(self, answer: Answer) -> RowPage:
        page, self.capabilities = answer
        if page.rows or self._announces is None:
            self._announces = announces(self.kind, page)
        self._names.see(page)
        return self._names.fill(page, self.kind.columns)

    async def named(self, page: RowPage) -> RowPage:
        """A page with names where columns hold ids."""
        await self._names.learn(self._session, page, self.kind.columns)
        return self._names.fill(page, self.kind.columns)

    def recognise(self, page: RowPage) -> None:
        """Have the columns and capabilities that a page which was kept says that there are."""
        self._announced_before = announces(self.kind, page)
        if self.capabilities is None:
            self.capabilities = page.capabilities

    async def document(self, row: Row) -> Any:
        """The resource as the server has it now, without secrets."""
        kind = self.kind

        def read(workspace: WorkspaceGateway) -> Any:
            return workspace.document(workspace.get(kind, row.resource.id))

        return await self._session.read(read)

    def facts(self, resource: Resource) -> tuple[ShownSection, ...]:
        """What the kind says of a resource, as the list has it."""
        if isinstance(resource, SeenResource):
            facts = tuple(ShownFact(label, cell) for label, cell in resource.facts)
            return (ShownSection("As it was seen", facts),)
        return overview(self.kind, resource, self._names.names)

    async def whole(self, resource: Resource) -> Resource:
        """Rows have all that the server sent of it."""
        return resource

    async def known_document(self, resource: Resource) -> Any:
        """The document that the list has; nothing is sent."""
        if isinstance(resource, SeenResource):
            return {"id": resource.id} | {label: cell.text for label, cell in resource.facts}
        return await self._session.read(lambda workspace: workspace.document(resource))

    async def learn(self) -> None:
        """Ask the workspace what the kind can do; nothing is sent."""
        self.capabilities = await self._session.read(lambda workspace: workspace.capabilities(self.kind))
