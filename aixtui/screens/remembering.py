"""What is remembered of one sitting in the next: chosen columns, the preview, resources opened lately."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from textual import work

from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.screens.watching import WatchingScreen
from aixtui.stores.database import StoreError
from aixtui.stores.state import ChosenColumn, Recent, StateStore
from aixtui.widgets.columns import Layout
from aixtui.workspace.session import AppSession

PREVIEW, PREVIEW_SIZES = "preview", ("small", "middle", "large")
T = TypeVar("T")


class RememberingScreen(WatchingScreen):
    """Reads and writes the state off the loop; without it everything else still works."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._state: StateStore | None = None
        self.recents: tuple[Recent, ...] = ()
        self._recents_recalled = False

    def recall(self) -> None:
        """Read what was kept, and show the lists by it."""
        self._recall()

    @work(group="memory")
    async def _recall(self) -> None:
        self._state = await self.session.bridge.read(StateStore)
        if self._state.problem is not None:
            self.show_problem(self._state.problem)
        try:
            await self._recall_looks()
        except StoreError as error:
            self.show_problem(error)
        with suppress(Exception):  # whoever asked for something is told why there is no connection
            await self.session.read(lambda _: None)
        await self.recall_recents()

    async def _recall_looks(self) -> None:
        kept = await self._remembered(lambda state: {kind.id: state.columns(kind.id) for kind in KINDS})
        for kind in KINDS:
            known = [column.id for column in kind.columns]
            if chosen := [column for column in kept[kind.id] if column.id in known]:
                widths = tuple((column.id, column.width) for column in chosen if column.width is not None)
                self.layouts[kind.id] = Layout(tuple(column.id for column in chosen), widths)
        note = await self._remembered(lambda state: state.note(PREVIEW))
        if note in PREVIEW_SIZES:
            super().show_preview(PREVIEW_SIZES.index(note) + 1, shown=True)
        if self.listing.page is not None and self.kind.id in self.layouts:
            self.show_listing()

    async def recall_recents(self) -> None:
        """Put what was opened in other sittings behind what was opened in this one already.

        Once, and not before it is known what the ids belong to.
        """
        connection = self.session.connection
        known = connection is not None and connection.credential is not None
        if self._recents_recalled or self._state is None or not known:
            return
        self._recents_recalled, place = True, self.place
        try:
            for early in reversed(self.recents):
                await self._remembered(lambda state, early=early: state.opened(place, early))  # type: ignore[misc]
            stored = await self._remembered(lambda state: state.recents(place))
        except StoreError as error:
            self.show_problem(error)
            return
        here = {(known.kind, known.id) for known in self.recents}  # also what was opened while this was read
        self.recents += tuple(known for known in stored if (known.kind, known.id) not in here)

    async def _remembered(self, call: Callable[[StateStore], T]) -> T:
        state = self._state
        assert state is not None
        return await self.session.bridge.read(lambda: call(state))

    @property
    def place(self) -> str:
        """The workspace that ids belong to."""
        connection = self.session.connection
        return connection.profile if connection is not None else ""

    def lay_out(self, layout: Layout, *, keep: bool = True) -> None:
        super().lay_out(layout)
        if not keep:
            return
        widths = dict(layout.widths)
        kind_id, chosen = self.kind.id, [ChosenColumn(name, widths.get(name)) for name in layout.chosen]
        self._keep(lambda state: state.choose_columns(kind_id, chosen))

    def show_preview(self, steps: int, *, shown: bool) -> None:
        super().show_preview(steps, shown=shown)
        self._keep(lambda state: state.keep_note(PREVIEW, PREVIEW_SIZES[steps - 1] if shown else "hidden"))

    def opened(self, kind: Kind, resource: Resource) -> None:
        """Note that a resource was looked at."""
        recent = Recent(kind.id, resource.id, clean(resource.name))
        self.recents = (
            recent,
            *(known for known in self.recents if (known.kind, known.id) != (kind.id, resource.id)),
        )
        place = self.place
        self._keep(lambda state: state.opened(place, recent))

    def forget(self, recent: Recent) -> None:
        """List it no longer among what was opened lately."""
        self.recents = tuple(known for known in self.recents if known != recent)
        place = self.place
        self._keep(lambda state: state.forget(place, recent))

    @work(group="memory")
    async def _keep(self, call: Callable[[StateStore], None]) -> None:
        if self._state is not None:
            try:
                await self._remembered(call)
            except StoreError as error:
                self.show_problem(error)
