"""The facts of the row under the cursor, beside the list or below it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer

from aixtui.kindspec.kind import Kind, Resource
from aixtui.widgets.facts import Facts

PAUSE_SECONDS = 0.12
"""How long the cursor has to rest before the preview follows it."""


class PreviewPane(VerticalScroll, can_focus=False):
    """Follows the cursor while it is shown; costs nothing while it is hidden."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pause: Timer | None = None
        self._size_step = 0

    def compose(self) -> ComposeResult:
        yield Facts()

    def show_state(self, *, is_visible: bool, size: int, sizes: int) -> bool:
        """Be shown or hidden, in one of the sizes, from 1; whether that is another state than before.

        The stylesheet says what each size means beside the list and below it.
        """
        previous = (self.display, self._size_step)
        if previous == (is_visible, size):
            return False
        self.display, self._size_step = is_visible, size
        for step in range(1, sizes + 1):
            self.set_class(step == size, f"-size-{step}")
        return True

    def show_soon(self, kind: Kind | None, resource: Resource) -> None:
        """Show a resource when the cursor rests on it."""
        self._stop_waiting()
        if self.display:
            self._pause = self.set_timer(PAUSE_SECONDS, lambda: self.show(kind, resource))

    def show(self, kind: Kind | None, resource: Resource | None) -> None:
        """Show a resource at once."""
        self._stop_waiting()
        if not self.display or kind is None or resource is None:
            return
        if self.query_one(Facts).show(kind, resource):
            self.scroll_home(animate=False)

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
