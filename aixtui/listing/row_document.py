"""The facts of the row under the cursor, and its document as JSON."""

from aixtui.auth.redaction import hide
from aixtui.face import Face
from aixtui.kindspec.cells import pretty
from aixtui.kindspec.kind import Resource
from aixtui.kindspec.overview import ShownSection
from aixtui.listing.source import Source
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.folded_json import FoldedJson, JsonLines
from aixtui.workspace.notice import Notice


class RowDocument:
    """What the list has of a row, made ready away from the screen; only what was asked for last comes."""

    def __init__(self, bridge: Bridge, face: Face) -> None:
        self._bridge, self._face = bridge, face
        self.json = FoldedJson()
        self.facts: tuple[ShownSection, ...] = ()
        """What the list knows of it; soon all that is kept of it."""
        self.changed = Notice()
        """There are other facts."""
        self._resource: Resource | None = None
        self._has_json = False

    @property
    def has_secrets(self) -> bool:
        """Whether a fact holds what looks like a secret, which may stand on several lines of the screen."""
        texts = (fact.value.text for section in self.facts for fact in section.facts)
        return any(hide(text) != text for text in texts)

    def show(self, source: Source, resource: Resource, *, has_json: bool) -> None:
        """Have the facts of this resource from now on, and soon its document."""
        before, self._resource = self._resource, resource
        if resource is before and has_json <= self._has_json:
            return
        self._has_json = has_json
        if getattr(before, "id", None) != getattr(
            resource, "id", resource
        ):  # else those of before stay until the new ones come
            self.facts = source.facts(resource)
        self._face.start(self._read(source, resource, has_json=has_json), "row document")

    def clear(self) -> None:
        """Have nothing: no row is under the cursor."""
        if self._resource is not None:
            self._resource, self._has_json, self.facts = None, False, ()
            self.json.load(JsonLines())
            self.changed()

    async def _read(self, source: Source, resource: Resource, *, has_json: bool) -> None:
        whole = await source.whole(resource)
        if resource is not self._resource:
            return
        self.facts = source.facts(whole)
        self.changed()
        if has_json:
            document = await source.known_document(whole)
            lines = await self._bridge.read(lambda: JsonLines(pretty(document)))
            if resource is self._resource:
                self.json.load(lines)
