"""The sections of a resource as labelled lines, wrapped under their own column."""

from textual.content import Content
from textual.widgets import Static

from aixtui.kindspec.cells import Cell
from aixtui.kindspec.kind import Kind, Resource

LABEL_WIDTH = 14
NARROWEST = 20
_STYLES = {"good": "$text-success", "warn": "$text-warning", "bad": "$text-error", "muted": "dim"}


def _value(value: Cell | str) -> Content:
    if isinstance(value, Cell):
        return Content.styled(value.text, _STYLES.get(value.style, ""))
    return Content(value) if value.strip() else Content.styled("-", "dim")


def _lines(label: str, value: Cell | str, width: int) -> list[Content]:
    head = Content.styled(f"{label:<{LABEL_WIDTH}}", "$text-muted")
    lines = _value(value).wrap(max(width - LABEL_WIDTH, NARROWEST))
    return [(head if index == 0 else Content(" " * LABEL_WIDTH)) + line for index, line in enumerate(lines)]


class Facts(Static):
    """Shows what a kind says of a resource; wraps anew when its width changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._target: tuple[Kind, Resource] | None = None
        self._width = 0

    def show(self, kind: Kind, resource: Resource) -> bool:
        """Show this resource from now on; whether it is another one than before."""
        if self._target is not None and self._target[0] is kind and self._target[1] is resource:
            return False
        self._target, self._width = (kind, resource), 0
        self._draw()
        return True

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.container_size.width - 4
        if self._target is None or width <= 0 or width == self._width:
            return
        self._width = width
        kind, resource = self._target
        lines: list[Content] = []
        for section in kind.sections:
            lines.append(Content.styled(section.title, "bold underline"))
            for fact in section.facts:
                lines.extend(_lines(fact.label, fact.value(resource), width))
            lines.append(Content(""))
        self.update(Content("\n").join(lines))
