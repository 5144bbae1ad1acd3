"""The runs of a resource that its inputs can be filled from."""

from aixtui.kindspec.kind import Kind
from aixtui.running.run_form import ACTION, RunForm
from aixtui.stores.exact_json import encode_json
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import StoredRun
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.session import AppSession

MOST = 50


class EarlierRuns:
    """Those of the journal that were asked something else each, the latest first."""

    def __init__(self, session: AppSession, kind: Kind, resource_id: str, form: RunForm) -> None:
        self._session, self._kind, self._resource_id, self._form = session, kind, resource_id, form
        self.is_none = False
        """Whether it is known that there are none."""

    async def find(self) -> tuple[StoredRun, ...]:
        """Those of the action that is chosen.

        Raises:
            StoreError: the journal cannot be read.
        """
        journal, name = await self._session.journal(), self._session.workspace_name
        query = RunQuery(name, kind=self._kind.id, resource_id=self._resource_id, size=MOST)
        found, _ = await self._session.bridge.read(lambda: journal.run_list.find(query))
        runs = {encode_json(dict(one.record.inputs)): one for one in reversed(found) if self._fits(one)}
        self.is_none = not runs
        return (*reversed(runs.values()),)

    async def look(self) -> bool:
        """See whether there are any; whether that is other than it was known."""
        was_none = self.is_none
        try:
            await self._session.know_workspace()  # which the runs are of
            await self.find()
        except StoreError:  # told where one asks for them
            self.is_none = False
        return self.is_none != was_none

    def _fits(self, run: StoredRun) -> bool:
        action = self._form.action
        return not action or run.record.inputs.get(ACTION) == action
