"""The runs that were sent from here: those in flight are watched again, of the others one sees the reply."""

from collections.abc import Sequence

from aixtui.face import Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.plain_text import counted
from aixtui.running.kept_runs import KeptRuns
from aixtui.running.run import Run
from aixtui.running.run_document import input_text
from aixtui.stores.run_record import StoredRun
from aixtui.workspace.problems import explain
from aixtui.workspace.rows import Row
from aixtui.workspace.session import AppSession

LONGEST_INPUT = 300
"""Characters of an input that a question shows."""


class PastRuns:
    """The rows of a list of runs."""

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
        await self._try_open(row.resource)

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
        if (run := await self._copy_of(row.resource)) is not None:
            await self._face.open(run)

    async def rerun(self, row: Row) -> None:
        """Ask, and send it once more as it was."""
        stored: StoredRun = row.resource
        if stored.hidden_inputs:
            names = ", ".join(map(clean, stored.hidden_inputs))
            self._face.tell(f"{names} is secret and not kept: type it, then F5 sends.", warning=True)
            await self.run(row)
            return
        spent = stored.progress.credits
        costs = f"The last time it took {spent:.6g} credits." if spent is not None else "It may cost credits."
        inputs = [
            f"{clean(name)}: {clean(input_text(value))[:LONGEST_INPUT]}"
            for name, value in stored.record.inputs.items()
        ]
        detail = "\n".join([costs, *inputs])
        question = f"Run {clean(stored.name)} once more?"
        if not await self._face.confirm(question, detail, yes="Run", danger=True):
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

    async def _try_open(self, stored: StoredRun) -> None:
        live = self._session.in_flight.find(stored.id)
        if isinstance(live, Run):
            live.is_over = False
            await self._face.open(live)
            return
        found = await self._resource_of(stored)
        if found is not None:
            await self._face.open(Run(self._session, *found, stored))

    async def _copy_of(self, stored: StoredRun) -> Run | None:
        """Another run with the same inputs, not sent yet; None where there is none, which is told."""
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
        count = 0
        for stored in runs:
            found = await self._resource_of(stored)
            if found is not None:
                count += Run(self._session, *found, stored).watch_on(self._face)
        return count


def told(count: int) -> str:
    """How many runs, as a part of a sentence."""
    return f"{counted(count, 'run')} {'is' if count == 1 else 'are'}"
