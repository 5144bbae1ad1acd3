"""The facts of the row under the cursor, beside the list or below it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer

from aixtui.kindspec.kind import Kind, Resource
from aixtui.widgets.facts import Facts

PAUSE_SECONDS = 0.12
"""How long the cursor has to rest before the preview follows it."""


class Preview(VerticalScroll, can_focus=False):
    """Follows the cursor while it is shown; costs nothing while it is hidden."""

    MOST_STEPS = 3

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pause: Timer | None = None
        self.steps = 1
        """Its size, from 1 to MOST_STEPS."""

    def resize_to(self, steps: int) -> None:
        """Take another size; the stylesheet says what each means beside the list and below it."""
        for step in range(1, self.MOST_STEPS + 1):
            self.set_class(step == steps, f"-size-{step}")
        self.steps = steps

    def compose(self) -> ComposeResult:
        yield Facts()

    def show_soon(self, kind: Kind, resource: Resource) -> None:
        """Show a resource when the cursor rests on it."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        if self.display:
            self._pause = self.set_timer(PAUSE_SECONDS, lambda: self.show(kind, resource))

    def show(self, kind: Kind, resource: Resource | None) -> None:
        """Show a resource at once."""
        if self.display and resource is not None:
            self.query_one(Facts).show(kind, resource)
            self.scroll_home(animate=False)
