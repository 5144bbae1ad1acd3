"""The document of the row under the cursor, as JSON."""

from aixtui.face import Face
from aixtui.kindspec.cells import pretty
from aixtui.kindspec.kind import Resource
from aixtui.workspace.folded_json import FoldedJson, JsonLines
from aixtui.workspace.session import AppSession


class RowDocument:
    """What the list has of a row, made into JSON away from the screen; only what was asked for last comes."""

    def __init__(self, session: AppSession, face: Face) -> None:
        self._session, self._face = session, face
        self.json = FoldedJson()
        self._resource: Resource | None = None

    def show(self, resource: Resource) -> None:
        """Have the document of this resource from now on, as soon as it is made."""
        if resource is not self._resource:
            self._resource = resource
            self._face.start(self._read(resource), "row document")

    async def _read(self, resource: Resource) -> None:
        lines = await self._session.read(lambda ws: JsonLines(pretty(ws.document(resource))))
        if resource is self._resource:
            self.json.load(lines)
