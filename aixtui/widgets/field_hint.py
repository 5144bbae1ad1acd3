"""Where a form tells what the field with the focus takes."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static


class FieldHint(Static):
    """As high as the longest hint of a form, so that each has room."""

    def __init__(self, hints: Callable[[], Iterable[str]]) -> None:
        """`hints` are those of the fields that are there now."""
        super().__init__(classes="form--hint", markup=False)
        self._hints = hints

    def show(self, hint: str) -> None:
        """Tell this one."""
        self.update(Content(hint))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return max((_lines(hint, max(width, 1)) for hint in self._hints() if hint), default=0)


@lru_cache(maxsize=512)  # each layout asks for it, of all the fields of a form
def _lines(hint: str, width: int) -> int:
    return len(Content(hint).wrap(width))
