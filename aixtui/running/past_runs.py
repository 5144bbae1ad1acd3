"""The runs that were sent from here: those in flight are watched again, of the others one sees the reply."""

from collections.abc import Sequence

from aixtui.face import Choice, Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.plain_text import counted
from aixtui.running.run import Run, age_text
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import StoredRun
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.session import AppSession

MOST = 100
"""Runs that are listed, the latest: who wants another one types what was asked."""


class PastRuns:
    """The runs of the workspace."""

    def __init__(self, session: AppSession, face: Face) -> None:
        self._session, self._face = session, face
        self._runs: dict[str, StoredRun] = {}

    async def tell_in_flight(self) -> None:
        """Say how many the server may be at work on that nobody watches."""
        journal, name = await self._session.journal(), self._session.workspace_name

        def look() -> int:
            journal.runs.settle_lost(name)
            return len(journal.run_list.in_flight(name))

        try:
            count = await self._session.bridge.read(look)
        except StoreError:
            return  # told where a run is to be kept
        if count:
            are = "is" if count == 1 else "are"
            self._face.tell(f"{counted(count, 'run')} {are} still in flight: R watches again.")

    async def open(self) -> None:
        """Have the user choose one, and open it."""
        journal, name = await self._session.journal(), self._session.workspace_name
        try:
            await self._session.bridge.read(lambda: journal.runs.settle_lost(name))
            query = RunQuery(name, size=MOST)
            found, _ = await self._session.bridge.read(lambda: journal.run_list.find(query))
            self._runs = {run.record.id: run for run in found}
            if not found:
                self._face.tell("Nothing was run from here yet: r runs the resource under the cursor.")
                return
            chosen = await self._face.choose("Runs from here, those in flight first", self._choices)
            if chosen is not None:
                await self._open(self._runs[chosen])
        except Exception as error:
            self._face.problem(error)

    def _choices(self, text: str) -> Sequence[Choice]:
        words = text.casefold().split()
        choices = (Choice(run_id, _title(run), _note(run)) for run_id, run in self._runs.items())
        return [one for one in choices if all(word in f"{one.label} {one.note}".casefold() for word in words)]

    async def _open(self, run: StoredRun) -> None:
        kind = find_kind(run.record.kind)
        if kind is None:
            self._face.tell(f"This version knows no {clean(run.record.kind)}.", warning=True)
            return
        with self._face.busy(f"loading the {kind.id}"):
            resource = await self._session.read(lambda ws: ws.get(kind, run.record.resource_id))
        await self._face.open(Run(self._session, kind, resource, run))


def _title(run: StoredRun) -> str:
    asked = next((value for value in run.record.inputs.values() if isinstance(value, str)), "")
    return f"{clean(run.record.name)}  {clean(asked)[:60]}".strip()


def _note(run: StoredRun) -> str:
    state = "in flight" if run.is_open else run.progress.phase
    return f"{state}, {age_text(run)} ago"
