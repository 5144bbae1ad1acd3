"""The facts of the row under the cursor, beside the list or below it, and its document below them."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer

from aixtui.kindspec.kind import Resource
from aixtui.listing.row_document import RowDocument
from aixtui.listing.source import Source
from aixtui.widgets.facts import Facts
from aixtui.widgets.json_view import JsonView

PAUSE_SECONDS = 0.12
"""How long the cursor has to rest before the preview follows it."""


class PreviewState(NamedTuple):
    """What is seen of it; the size counts from 1."""

    is_visible: bool
    has_json: bool
    size: int


class PreviewPane(Vertical):
    """Follows the cursor while it is shown; costs nothing while it is hidden."""

    def __init__(self, document: RowDocument, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="-size-1")
        self._document = document
        self._pause: Timer | None = None
        self._state = PreviewState(is_visible=False, has_json=False, size=1)
        self.display = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="preview-facts", can_focus=False):
            yield Facts()
        view = JsonView(self._document.json, id="preview-json")
        view.can_focus = False
        view.border_title = "JSON"
        yield view

    def show_state(self, state: PreviewState, sizes: int) -> bool:
        """Be shown or hidden, in one of the sizes, from 1; whether that is another state than before.

        The stylesheet says what each size means beside the list and below it.
        """
        if state == self._state:
            return False
        self._state = state
        self.display = state.is_visible
        chosen = {f"-size-{step}": step == state.size for step in range(1, sizes + 1)}
        self.update_classes({"-json": state.has_json, **chosen})
        return True

    def show_document(self) -> None:
        """Draw the document as it is now."""
        self.query_one(JsonView).show()

    def show_soon(self, source: Source, resource: Resource | None) -> None:
        """Show a resource when the cursor rests on it."""
        self._stop_waiting()
        if self.display:
            self._pause = self.set_timer(PAUSE_SECONDS, lambda: self.show(source, resource))

    def show(self, source: Source, resource: Resource | None) -> None:
        """Show a resource at once, or nothing where there is none: what was shown is of another list."""
        self._stop_waiting()
        if resource is None:
            self._document.clear()
        if not self.display or resource is None:
            return
        has_json = self._state is not None and self._state.has_json
        self._document.show(source, resource, has_json=has_json)
        self.show_facts()

    def show_facts(self) -> None:
        """Draw the facts as they are now."""
        if self.query_one(Facts).show(self._document.facts):
            self.query_one("#preview-facts").scroll_home(animate=False)

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
