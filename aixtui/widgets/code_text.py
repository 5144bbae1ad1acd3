"""Programs and commands, each in an edge with its name."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from aixtui.kindspec.code import Snippet
from aixtui.widgets.facts import EDGES, box
from aixtui.widgets.marking import marked, place_of_current
from aixtui.workspace.tab_search import NO_MARKS, Marks

NARROWEST = 16
"""Cells of a line that there are at least."""


def code_lines(snippets: Sequence[Snippet], width: int, marks: Marks) -> Iterator[Content]:
    """The snippets below each other. The name and each line of a snippet have marks of their own."""
    place = 0
    for snippet in snippets:
        title = marked(Content.styled(snippet.title, "bold $heading"), marks.get(place, ()))
        lines: list[Content] = []
        for line in snippet.text.split("\n"):
            place += 1
            style = "$quiet" if line.startswith("#") else ""
            content = marked(Content.styled(line, style), marks.get(place, ()))
            lines += content.wrap(max(width - EDGES, NARROWEST))
        place += 1
        yield from box(title, lines, width)


class CodeText(Static):
    """Shows snippets; wraps anew when its width changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._snippets: Sequence[Snippet] = ()
        self._marks = NO_MARKS
        self._width = 0
        self.current_line: int | None = None
        """The line that has the current match, from 0."""

    def show(self, snippets: Sequence[Snippet], marks: Marks) -> None:
        """Show these from now on, with what is found in them."""
        if snippets != self._snippets or marks != self._marks:
            self._snippets, self._marks, self._width = snippets, marks, 0
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if width > 0 and width != self._width:
            self._width = width
            lines = [*code_lines(self._snippets, width, self._marks)]
            self.current_line = place_of_current(lines)
            self.update(Content("\n").join(lines))
