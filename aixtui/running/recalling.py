"""What the journal knows of a run, shown as a run: how it ended, or what another window hears of it."""

import asyncio
from typing import Any

from aixtui.actions import key_of
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.results import Phase, RunEvent
from aixtui.running.live_run import LiveRun
from aixtui.running.run_rows import seconds_of
from aixtui.stores.run_record import RunPhase, StoredRun
from aixtui.system import clock
from aixtui.workspace.session import AppSession

LOOK_SECONDS = 1.0
"""Between two looks into the journal for what another window has written."""
LOST = "lost sight of it"


class KeptRunError(Exception):
    """There is no reply of a run that was sent before."""

    def __init__(self, phase: RunPhase, sentence: str) -> None:
        self.title = "The run failed" if phase == "failed" else "No reply is kept"
        self.outcome_unknown = phase != "failed"
        self.hint = _both_ways() if phase == "unknown" else ""
        said = sentence.removeprefix(f"{self.title}: ")
        super().__init__(said or "The server did not say what became of it.")


def _both_ways() -> str:
    """What can be done about a run of which nobody knows whether it was carried out."""
    again = key_of("run.start")
    way = f"run it once more: {again} does, after asking."
    return f"It may have run and cost credits. Leave it at that, or {way}"


class Recalling:
    """Of runs of one resource. Nothing is sent to the server."""

    def __init__(self, session: AppSession, kind: Kind, resource: Resource) -> None:
        self._session, self._kind, self._resource = session, kind, resource

    async def show_end(self, live: LiveRun, kept: StoredRun) -> None:
        """Show how it ended, as it was kept."""
        progress = kept.progress
        word = progress.phase.upper() if progress.phase != "done" else progress.status or progress.phase
        seconds = seconds_of(kept)
        took = "" if seconds is None else f"  {seconds:.1f} s"
        ending = f"{word}{took}  {kept.age_text} ago"
        reply = progress.reply
        is_partial = bool(reply and reply.get("streamed") and not reply.get("completed"))
        try:
            if reply is None:
                raise KeptRunError(progress.phase, progress.sentence)
            event = (await self._event(reply, progress.url))._replace(credits=progress.credits)
            if progress.phase != "done" and not is_partial:  # it came on the way, and says nothing of the end
                raise KeptRunError(progress.phase, progress.sentence)
        except Exception as error:
            live.recall(error, ending)
        else:
            if is_partial:
                live.recall_partial(event, str(reply.get("data") or ""), progress.sentence, ending)
            else:
                live.recall(event, ending)

    async def follow_others(self, live: LiveRun, kept: StoredRun) -> StoredRun | None:
        """Show what another window writes down of it, to its end; the run, where that window leaves it."""
        journal, workspace = await self._session.journal(), self._session.workspace_name
        began, before = clock.monotonic(), None
        try:
            while True:
                now = await self._session.bridge.read(lambda: journal.run_list.get(workspace, kept.id))
                if now is None:
                    raise KeptRunError("unknown", "It was deleted meanwhile.")
                if not now.is_open:
                    await self.show_end(live, now)
                    return None
                if now.holder != "others":
                    return now
                if now.progress.reply not in (None, before):
                    # The first one has been counted among those of before.
                    phase: Phase = "accepted" if before is None else "polled"
                    before = now.progress.reply
                    event = await self._event(before, now.progress.url)
                    live.add(event._replace(phase=phase, elapsed=clock.monotonic() - began))
                await asyncio.sleep(LOOK_SECONDS)
        except Exception as error:
            live.recall(error, LOST)
            return None

    async def _event(self, reply: Any, url: str) -> RunEvent:
        """What a reply that was kept says."""
        return await self._session.read(lambda ws: ws.reply(self._kind, self._resource, reply, url))
