"""Documents opened from a list, each driven by its controllers, without Textual."""

from collections.abc import Awaitable, Callable

from aixtui.controllers.answering import Controllers
from aixtui.controllers.copying import CopyController
from aixtui.controllers.document import DocumentController
from aixtui.controllers.links import LinksController
from aixtui.controllers.neighbours import NeighboursController
from aixtui.editing.document import Document
from tests.aixtui.headless import Lists, do


class Opened:
    """A document on the face of its list, loaded with all that it asks for."""

    def __init__(self, lists: Lists, document: Document) -> None:
        self.document, self._face = document, lists.face
        self._controllers = Controllers(
            DocumentController(document),
            LinksController(document, lists.face),
            NeighboursController(document, lists.face),
            CopyController(document, lists.face),
        )

    async def do(self, action_id: str) -> str:
        """Carry an action out, and all that it starts; why not, where it is refused."""
        reason = await do(self._controllers, action_id)
        await self._face.idle()
        return reason

    def fact(self, label: str) -> str:
        """What is shown of a fact."""
        facts = (fact for section in self.document.sections for fact in section.facts)
        return next(fact.value.text for fact in facts if fact.label == label)


async def open_current(lists: Lists, *visits: Callable[[Opened], Awaitable[None]]) -> None:
    """Open the row under the cursor; what is opened first gets the first visit, and so on."""
    remaining = list(visits)

    async def visit(subject: object) -> None:
        assert isinstance(subject, Document)
        subject.show_on(lists.face)
        await lists.face.idle()
        await remaining.pop(0)(Opened(lists, subject))

    lists.face.on_open = visit
    await lists.do("open")
    assert not remaining, "less was opened"
