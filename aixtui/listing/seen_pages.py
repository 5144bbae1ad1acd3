"""The pages of lists that were seen in earlier sittings: shown at once, and where nothing is reached."""

import json
from contextlib import suppress
from typing import Any

from aixtui.auth.redaction import hide
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.listing.memory import Memory
from aixtui.listing.page_cache import CachedPage
from aixtui.listing.page_document import as_kept, page_document, page_of
from aixtui.listing.source import Source
from aixtui.settings.connection import TEMPORARY, sandbox_workspace
from aixtui.stores.seen_pages import SeenPage
from aixtui.stores.state import Recent, StateStore
from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage
from aixtui.workspace.session import AppSession

_Write = tuple[Kind, Query, RowPage]


class SeenPages:
    """Kept by workspace, without secrets. What cannot be read or written is silently not there."""

    def __init__(self, session: AppSession, memory: Memory) -> None:
        self._session, self._memory = session, memory
        self._is_on = session.settings.browse.disk_cache
        self._thought = session.first_workspace
        """Which workspace this is taken for until it is connected."""
        self._is_asked = False
        """Whether the session was asked which workspace this is."""
        self._waiting: list[_Write] = []
        """What was seen before anything could be kept."""
        self._names: dict[tuple[str, str], Recent] = {}

    @property
    def names(self) -> tuple[Recent, ...]:
        """The resources that were seen, those of this sitting first."""
        return tuple(self._names.values())

    def was_mistaken(self) -> bool:
        """Whether what was shown first is of another workspace than the one that was connected. Told once."""
        if self._session.connection is None:
            return False
        thought, self._thought = self._thought, ""
        return thought not in ("", self._session.workspace_name)

    def at_hand(self, source: Source, query: Query) -> CachedPage | None:
        """What was seen of a query, at once where that can be."""
        return self._memory.read_now(lambda store: self._find(store, source, query))

    async def find(self, source: Source, query: Query) -> CachedPage | None:
        """What was seen of a query, as soon as it is known whose workspace this is."""
        if source.kind is None or not (self._is_on and source.kind.is_kept):
            return None
        if not (self._workspace or self._is_asked):
            self._is_asked = True
            with suppress(Exception):  # whoever asked for the page is told why there is no connection
                await self._session.know_workspace()
        await self._memory.open()
        return await self._memory.read(lambda store: self._find(store, source, query), is_quiet=True)

    def keep(self, source: Source, query: Query, page: RowPage) -> None:
        """Keep what a query was answered with; only what is not secret, and not under a text that is."""
        kind = source.kind
        if kind is None or not self._may_keep(kind, query):
            return
        page = page._replace(capabilities=source.capabilities)
        names = (Recent(kind.id, row.resource.id, hide(clean(row.resource.name))) for row in page.rows)
        self._names = {(one.kind, one.id): one for one in names} | self._names
        if self._memory.is_open:
            self._write(kind, query, page)
        else:
            self._waiting.append((kind, query, page))

    def as_kept(self, source: Source, page: RowPage) -> RowPage | None:
        """A page as it is shown at the next start; None where it is not kept."""
        kind = source.kind
        if kind is None or not self._may_keep(kind, page.query):
            return None
        return as_kept(kind, page._replace(capabilities=source.capabilities))

    def forget(self, source: Source) -> None:
        """What was seen of a source is old."""
        kind, workspace = source.kind, self._session.workspace_name
        if kind is not None and self._keeps(kind, workspace):
            self._memory.keep(lambda store: store.seen_pages.forget(workspace, kind.id), is_quiet=True)

    async def recall(self) -> None:
        """Keep what was seen already, and know what was seen before; where that is not wanted, forget all."""
        if not self._is_on:
            await self._memory.read(lambda store: store.seen_pages.clear(), is_quiet=True)
            return
        waiting, self._waiting = self._waiting, []
        for kind, query, page in waiting:
            self._write(kind, query, page)
        workspace = self._session.workspace_name
        names = await self._memory.read(lambda store: _names(store, workspace), is_quiet=True) or {}
        self._names |= {key: name for key, name in names.items() if key not in self._names}

    def _may_keep(self, kind: Kind, query: Query) -> bool:
        return self._keeps(kind, self._session.workspace_name) and hide(_key(query)) == _key(query)

    def _keeps(self, kind: Kind, workspace: str) -> bool:
        return self._is_on and kind.is_kept and workspace not in ("", sandbox_workspace(TEMPORARY))

    @property
    def _workspace(self) -> str:
        return self._session.workspace_name or self._thought

    def _find(self, store: StateStore, source: Source, query: Query) -> CachedPage | None:
        kind, workspace = source.kind, self._workspace
        if kind is None or not self._keeps(kind, workspace):
            return None
        stored = store.seen_pages.find(workspace, kind.id, _key(query))
        page = page_of(kind, query, stored.document) if stored is not None else None
        if stored is None or page is None:
            return None
        return CachedPage(page, max(clock.now().timestamp() - stored.seen, 0.0))

    def _write(self, kind: Kind, query: Query, page: RowPage) -> None:
        workspace, seen = self._session.workspace_name, clock.now().timestamp()

        def write(store: StateStore) -> None:
            document = page_document(kind, page)
            store.seen_pages.keep(workspace, kind.id, _key(query), SeenPage(seen, document))

        self._memory.keep(write, is_quiet=True)


def _key(query: Query) -> str:
    """A query as it is kept; a first page is found on a screen of any height."""
    size = query.size if query.page > 1 else 0
    return json.dumps([query.text, query.page, size, query.sort, query.filters], ensure_ascii=False)


def _names(store: StateStore, workspace: str) -> dict[tuple[str, str], Recent]:
    found: dict[tuple[str, str], Recent] = {}
    for kind, document in store.seen_pages.documents(workspace):
        for row in _rows(document):
            recent = Recent(kind, str(row.get("id", "")), str(row.get("name", "")))
            found.setdefault((kind, recent.id), recent)
    return found


def _rows(document: Any) -> list[dict[str, Any]]:
    rows = document.get("rows") if isinstance(document, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
