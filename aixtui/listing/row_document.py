"""The document of the row under the cursor, as JSON."""

from aixtui.face import Face
from aixtui.kindspec.cells import pretty
from aixtui.kindspec.kind import Resource
from aixtui.listing.source import Source
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.folded_json import FoldedJson, JsonLines


class RowDocument:
    """What the list has of a row, made into JSON away from the screen; only what was asked for last comes."""

    def __init__(self, bridge: Bridge, face: Face) -> None:
        self._bridge, self._face = bridge, face
        self.json = FoldedJson()
        self._resource: Resource | None = None

    def show(self, source: Source, resource: Resource) -> None:
        """Have the document of this resource from now on, as soon as it is made."""
        if resource is not self._resource:
            self._resource = resource
            self._face.start(self._read(source, resource), "row document")

    async def _read(self, source: Source, resource: Resource) -> None:
        document = await source.known_document(resource)
        lines = await self._bridge.read(lambda: JsonLines(pretty(document)))
        if resource is self._resource:
            self.json.load(lines)
