"""Beginning a run: of a resource, or of another in its place where the server cannot run this one."""

from collections.abc import Sequence

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import filled_inputs
from aixtui.kindspec.kind import Kind, Resource
from aixtui.running.run import Run
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway


class RunStart:
    """Opens runs. What the server says that it cannot run is not tried."""

    def __init__(self, session: AppSession, face: Face) -> None:
        self._session, self._face = session, face

    async def open(self, kind: Kind, resource: Resource, filters: Sequence[tuple[str, str]] = ()) -> None:
        """Open a run of it, or say why there is none and offer the nearest that can be run.

        Inputs that the filters of the list say are filled in.
        """
        chosen = resource if not (reason := kind.why_not_run(resource)) else None
        if chosen is None:
            chosen = await self._instead(kind, resource, reason)
        if chosen is not None:
            self._face.start(self._tell_shortages())
            run = Run(self._session, kind, chosen)
            run.inputs.prefill(filled_inputs(kind.filters, filters, run.form.inputs))
            await self._face.open(run)

    async def _tell_shortages(self) -> None:
        """Say so where nothing is left of what runs cost: they cannot succeed."""
        try:
            said = await self._session.read(lambda workspace: workspace.shortages())
        except Exception:  # what cannot be asked stops no run
            return
        if said:
            self._face.tell(" ".join(said), warning=True)

    async def _instead(self, kind: Kind, resource: Resource, reason: str) -> Resource | None:
        try:
            other = await self._session.read(lambda workspace: nearest_that_runs(workspace, kind, resource))
        except Exception as error:  # why it cannot be run is known all the same
            self._face.problem(error)
            other = None
        name = clean(resource.name)
        if other is None:
            self._face.tell(f"{name} does not run here. {reason}", warning=True)
            return None
        nearest = clean(other.name)
        question, detail = (
            f"{name} does not run here.",
            f"{reason}\n{nearest} has the same function, and runs here.",
        )
        return other if await self._face.confirm(question, detail, yes=f"Run {nearest}") else None


def nearest_that_runs(workspace: WorkspaceGateway, kind: Kind, resource: Resource) -> Resource | None:
    """The first that the server finds of those that can be run in its place."""
    filters = kind.run_instead(resource)
    if not filters:
        return None
    page = workspace.search(kind, Query(size=1, filters=filters))
    return page.rows[0].resource if page.rows else None
