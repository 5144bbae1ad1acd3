"""Running in the workspace of a session: sent, written into the journal, and watched."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from aixtui.stores.journal import Journal
from aixtui.stores.run_record import RunRecord, StoredRun
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.run_recording import RunRecording
from aixtui.workspace.workspace import WorkspaceGateway

if TYPE_CHECKING:
    from aixtui.kindspec.kind import Kind
    from aixtui.kindspec.results import RunEvent
    from aixtui.workspace.run_events import Steps


class SessionRuns:
    """What happens is yielded as it happens; leaving early stops the watching, not the run."""

    def __init__(
        self,
        bridge: Bridge,
        journal: Callable[[], Awaitable[Journal]],
        open_workspace: Callable[[], Awaitable[WorkspaceGateway]],
    ) -> None:
        self._bridge, self._journal, self._open_workspace = bridge, journal, open_workspace

    async def recording(self, record: RunRecord, url: str = "") -> RunRecording:
        """What writes a run into the journal."""
        return RunRecording((await self._journal()).runs, record, url)

    async def take(self, run: StoredRun) -> RunRecording | None:
        """Have this window watch a run that was accepted before; None where another one does."""
        journal = await self._journal()
        is_ours = await self._bridge.read(lambda: journal.runs.take(run.record.id))
        return RunRecording(journal.runs, run.record, run.progress.url) if is_ours else None

    async def run(
        self, kind: "Kind", resource: Any, values: dict[str, Any], recording: RunRecording
    ) -> "AsyncIterator[RunEvent]":
        """Run a resource.

        Raises:
            NoCredentialError: no source had a key.
        """
        workspace = await self._open_workspace()

        def generate() -> "Steps":
            events = workspace.run(kind, resource, values)
            recording.begin()
            return recording.follow(events)

        async for event in self._bridge.stream(generate):
            yield event

    async def watch(self, kind: "Kind", recording: RunRecording) -> "AsyncIterator[RunEvent]":
        """Watch a run that was accepted before.

        Raises:
            NoCredentialError: no source had a key.
        """
        workspace = await self._open_workspace()
        watch = partial(workspace.watch, kind, recording.record.resource_id, recording.url)
        async for event in self._bridge.stream(lambda: recording.follow(watch())):
            yield event
