"""What can be picked for a field that refers to something, as the server finds it for a text."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from aixtui.face import Choice, Face
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.references import Reference
from aixtui.kindspec.telling_apart import maker_of
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import explain
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway

PAUSE = 0.15
"""Seconds without a key until what is typed is looked for."""
SIZE = 20
"""Resources of each kind on a page."""
_WAIT = "looking on the server …"
_GROUP = "references"


class FoundReference(NamedTuple):
    """A resource that was found."""

    id: str
    name: str
    note: str
    maker: str


class _Page(NamedTuple):
    found: tuple[FoundReference, ...] = ()
    caption: str = ""
    counts: Mapping[str, int] = {}
    """How many pages there are of each kind, by its id."""


class ReferenceSearch:
    """The pages for each text, each asked for once; of a resource all but itself.

    A page holds as many of each kind. While another one is awaited, or where it did not come, the one before
    is still shown.
    """

    def __init__(self, session: AppSession, face: Face, reference: Reference, own_id: str = "") -> None:
        self._session, self._face, self._own_id = session, face, own_id
        self._kinds = [kind for kind_id in reference.kinds for kind in KINDS if kind.id == kind_id]
        self._filters = reference.filters
        self.names: dict[str, str] = {}
        """Of all that was found, by id."""
        self.makers: dict[str, str] = {}
        self.changed = Notice()
        self.page = 1
        self._text = ""
        self._pages: dict[tuple[str, int], _Page] = {}
        self._is_begun = self._is_waiting = False
        self._problem = ""

    def look_for(self, text: str) -> None:
        """Have the first page for a text shown, unless one for it is."""
        if text != self._text or not self._is_begun:
            self._text, self.page, self._is_begun = text, 1, True
            self._want(1, PAUSE if text else 0)

    def turn(self, by: int) -> None:
        """Have another page shown once it has come; behind the last one comes the first."""
        if not self._is_waiting:
            self._want((self.page - 1 + by) % self._count + 1)
            self.changed()

    @property
    def found(self) -> Sequence[FoundReference]:
        """What is on the page that is shown."""
        return self._shown.found

    @property
    def caption(self) -> str:
        """Which of how many are on it, and how it stands with another one."""
        caption = self._shown.caption
        if not self.found:
            return caption
        return self._problem or (f"{caption} · {_WAIT}" if self._is_waiting else caption)

    @property
    def is_waiting(self) -> bool:
        """Whether what was looked for last has not come yet."""
        return self._is_waiting

    @property
    def has_others(self) -> bool:
        """Whether there is another page to go to, or one that did not come."""
        return self._count > 1 or bool(self._problem)

    @property
    def notes(self) -> Sequence[Choice]:
        """What is to be said where nothing is shown."""
        note = "" if self.found else _WAIT.capitalize() if self._is_waiting else self._problem
        return [Choice("…", note, is_note=True)] if note else []

    @property
    def _shown(self) -> _Page:
        return self._pages.get((self._text, self.page), _Page())

    @property
    def _count(self) -> int:
        return max(self._shown.counts.values(), default=1)

    def _want(self, page: int, pause: float = 0) -> None:
        self._problem, self._is_waiting = "", (self._text, page) not in self._pages
        if self._is_waiting:
            self._face.start(self._load(self._text, page, pause), _GROUP)
        else:
            self._face.stop(_GROUP)
            self.page = page

    async def _load(self, text: str, page: int, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            self._pages[text, page] = await self._read(text, page)
        except Exception as error:
            self._problem = f"{explain(error).sentence} PgDn tries again."
        else:
            self.page = page
        self._is_waiting = False
        self.changed()

    async def _read(self, text: str, number: int) -> _Page:
        """One page of each kind, as far as it has so many."""
        known, found, captions = self._shown.counts, list[FoundReference](), list[str]()
        counts = dict(known)
        for kind in self._kinds:
            if number > known.get(kind.id, number):
                continue
            query = Query(text, number, SIZE, filters=self._filters)
            page = await self._session.read(partial(_search, kind, query))
            counts[kind.id] = page.pages
            found += [_found(kind, row.resource) for row in page.rows if row.resource.id != self._own_id]
            if page.rows:
                captions.append(_caption(kind, page, with_kind=len(self._kinds) > 1))
        self.names |= {one.id: one.name for one in found}
        self.makers |= {one.id: one.maker for one in found}
        return _Page(tuple(found), " · ".join(captions), counts)


def _search(kind: Kind, query: Query, workspace: WorkspaceGateway) -> RowPage:
    return workspace.search(kind, query)


def _found(kind: Kind, resource: Resource) -> FoundReference:
    note = f"{kind.id} {clean(getattr(resource, 'path', '') or '')}"
    return FoundReference(resource.id, clean(resource.name), note, maker_of(resource))


def _caption(kind: Kind, page: RowPage, *, with_kind: bool) -> str:
    number, first = page.query.page, (page.query.page - 1) * page.query.size + 1
    where = f"{first}-{first + len(page.rows) - 1} of {page.total:,}"
    if kind.paging == "open":  # nobody counts, and what does not match is left out here
        where = f"page {number}"
    return f"{kind.plural} {where}" if with_kind else where
