"""Going to what a document names."""

from aixtui.actions import AppAction
from aixtui.editing.document import Document
from aixtui.face import Choice, Face


class LinksController:
    """Opens a resource that the document names."""

    def __init__(self, document: Document, face: Face) -> None:
        self._document, self._face = document, face

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # it has one
        """It has to name one."""
        return "" if self._document.links else f"This {self._document.kind.id} names no other resource."

    async def do_links(self) -> None:
        """Open the one there is, or have the user choose."""
        links = self._document.links
        if len(links) == 1:
            await self._document.related.open(self._face, links[0][1])
            return
        choices = [
            Choice(str(place), link.label, label, group=label) for place, (label, link) in enumerate(links)
        ]
        choice = await self._face.choose(f"Open from {self._document.name}", lambda _: choices)
        if choice is not None:
            await self._document.related.open(self._face, links[int(choice)][1])
