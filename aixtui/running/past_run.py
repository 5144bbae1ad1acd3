"""One run that was sent before, found again and watched to its end."""

import asyncio

from aixtui.face import Face
from aixtui.kindspec.kind import Kind
from aixtui.running.latest_runs import NOT_KEPT
from aixtui.running.live_run import LiveRun
from aixtui.running.recalling import Recalling
from aixtui.stores.run_record import StoredRun
from aixtui.stores.sqlite_file import StoreError
from aixtui.system import clock
from aixtui.workspace.session import AppSession

_RELEASE_SECONDS = 0.05
_MOST_WAITS = 40


class PastRun:
    """Reads the runs of one resource from the journal, and follows them to their end."""

    def __init__(self, session: AppSession, kind: Kind, recalling: Recalling) -> None:
        self._session, self._kind, self._recalling = session, kind, recalling

    async def find(self, run_id: str, face: Face) -> StoredRun | None:
        """A run as the journal has it by now; None where it has none, which is told."""
        try:
            stored = await self._read(run_id)
            for _ in range(_MOST_WAITS):
                if stored is None or stored.holder != "us" or self._session.in_flight.find(run_id):
                    break
                await asyncio.sleep(_RELEASE_SECONDS)  # its thread is about to let it go
                stored = await self._read(run_id)
        except StoreError as error:
            face.problem(error)
            return None
        if stored is None:
            face.tell(NOT_KEPT, warning=True)
        return stored

    async def _read(self, run_id: str) -> StoredRun | None:
        journal, workspace = await self._session.journal(), self._session.workspace_name
        return await self._session.bridge.read(lambda: journal.run_list.get(workspace, run_id))

    async def watch(self, live: LiveRun, kept: StoredRun, face: Face) -> None:
        """Follow it to its end; while another window does, what that one hears."""
        recording = await self._session.runs.take(kept)
        earlier = await self._polls_of(kept)
        live.go_on_from(max((clock.now() - kept.started_at).total_seconds() - live.elapsed, 0.0), earlier)
        if recording is None:
            face.tell("Another window watches it: what that one hears is shown here.")
            left = await self._recalling.follow_others(live, kept)
            if left is not None:
                await self.watch(live, left, face)
            return
        await live.follow(self._session.runs.watch(self._kind, recording), recording, face)

    async def _polls_of(self, kept: StoredRun) -> int:
        journal = await self._session.journal()
        try:
            return len(await self._session.bridge.read(lambda: journal.run_list.polls(kept.id)))
        except StoreError:  # its count is no reason not to watch it
            return 0
