"""The runs that were sent from here: those in flight are watched again, of the others one sees the reply."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aixtui.face import Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.plain_text import counted
from aixtui.running.kept_runs import KeptRuns
from aixtui.running.latest_runs import NOT_KEPT, whole_run
from aixtui.stores.run_record import StoredRun
from aixtui.workspace.problems import explain
from aixtui.workspace.rows import Row
from aixtui.workspace.session import AppSession

if TYPE_CHECKING:
    from aixtui.running.run import Run


class PastRuns:
    """The rows of a list of runs. What watches and sends them is loaded late: a list needs none of it."""

    def __init__(self, session: AppSession, face: Face) -> None:
        self._session, self._face = session, face
        self.kept = KeptRuns(session, face)
        """What the user says of them."""

    @property
    def why_not_sent(self) -> str:
        """Why none is sent again where the workspace is only read, as a sentence; empty where that can be."""
        error = self._session.read_only.refuses("run")
        return explain(error).sentence if error is not None else ""

    async def open(self, row: Row) -> None:
        """Watch it, where it is in flight; else show how it ended."""
        if (stored := await self._whole(row)) is not None:
            await self._try_open(stored)

    async def open_by_id(self, row_id: str) -> None:
        """Open the run of an id, or of its beginning."""
        try:
            await self._session.read(lambda _: None)  # which workspace this is
            journal, name = await self._session.journal(), self._session.workspace_name
            stored = await self._session.bridge.read(lambda: journal.run_list.get(name, row_id))
        except Exception as error:
            self._face.problem(error)
            return
        if stored is None:
            where = f"The journal has no run {clean(row_id)} of {clean(name)}"
            self._face.tell(f"{where}, or more than one that begins so.", warning=True)
        else:
            await self._try_open(stored)

    async def run(self, row: Row) -> None:
        """Open its inputs, to be changed and sent as another run."""
        stored = await self._whole(row)
        if stored is not None and (run := await self._copy_of(stored)) is not None:
            await self._face.open(run)

    async def rerun(self, row: Row) -> None:
        """Ask, and send it once more as it was."""
        from aixtui.running.resending import ask_again, tell_hidden

        stored = await self._whole(row)
        if stored is None:
            return
        if stored.hidden_inputs:
            tell_hidden(self._face, stored.hidden_inputs)
            await self.run(row)
            return
        spent = stored.progress.credits
        if not await ask_again(self._face, stored.name, stored.record.inputs, spent):
            return
        run = await self._copy_of(stored)
        if run is not None:
            await run.inputs.begin(self._face)
            if run.form.is_known and run.is_ready(self._face):
                run.send(self._face)
            await self._face.open(run)

    async def favour(self, rows: Sequence[Row]) -> None:
        """Star them, or no longer."""
        await self.kept.star([row.resource for row in rows])

    async def delete(self, rows: Sequence[Row]) -> Sequence[str]:
        """Ask, and forget them."""
        return await self.kept.delete([row.resource for row in rows])

    async def compare(self, first: Row, second: Row) -> None:
        """Show two beside each other."""
        one, other = await self._whole(first), await self._whole(second)
        if one is not None and other is not None:
            await self.kept.compare(one, other)

    async def _whole(self, row: Row) -> StoredRun | None:
        """The run of a row with all that is kept of it; None where there is none, which is told."""
        stored = await whole_run(self._session, row.resource)
        if stored is None:
            self._face.tell(NOT_KEPT, warning=True)
        return stored

    async def _try_open(self, stored: StoredRun) -> None:
        from aixtui.running.run import Run

        live = self._session.in_flight.find(stored.id)
        if isinstance(live, Run):
            live.is_over = False
            await self._face.open(live)
            return
        found = await self._resource_of(stored)
        if found is not None:
            await self._face.open(Run(self._session, *found, stored))

    async def _copy_of(self, stored: StoredRun) -> "Run | None":
        """Another run with the same inputs, not sent yet; None where there is none, which is told."""
        from aixtui.running.run import Run

        found = await self._resource_of(stored)
        if found is None:
            return None
        kind, resource = found
        if reason := kind.why_not_run(resource):
            self._face.tell(f"{clean(resource.name)} does not run here. {reason}", warning=True)
            return None
        return Run(self._session, kind, resource, inputs=stored.record.inputs)

    async def _resource_of(self, stored: StoredRun) -> tuple[Kind, Resource] | None:
        """What was run, as the server has it now; None where it cannot be had, which is told."""
        record, kind = stored.record, find_kind(stored.record.kind)
        if record.workspace != self._session.workspace_name:
            where = clean(record.workspace)
            self._face.tell(f"It was run in the workspace {where}: open that to see it.", warning=True)
        elif kind is None:
            self._face.tell(f"This version knows no {clean(record.kind)}.", warning=True)
        else:
            try:
                with self._face.busy(f"loading the {kind.id}"):
                    return kind, await self._session.read(lambda ws: ws.get(kind, record.resource_id))
            except Exception as error:
                self._face.problem(error)
        return None

    async def watch_again(self, runs: Sequence[StoredRun]) -> int:
        """Watch runs in the background that nobody watches; how many of them are watched now."""
        from aixtui.running.run import Run

        count = 0
        for stored in runs:
            found = await self._resource_of(stored)
            if found is not None:
                count += Run(self._session, *found, stored).watch_on(self._face)
        return count


def told(count: int) -> str:
    """How many runs, as a part of a sentence."""
    return f"{counted(count, 'run')} {'is' if count == 1 else 'are'}"
