"""How the places of a text that is searched for look: told apart without colours, too."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from aixtui.workspace.tab_search import Mark

FOUND, CURRENT = "bold underline $match", "bold reverse $match"


def marked(content: Content, marks: Iterable[Mark]) -> Content:
    """The text with the places marked."""
    for mark in marks:
        content = content.stylize(CURRENT if mark.is_current else FOUND, mark.start, mark.end)
    return content


def place_of_current(lines: Sequence[Content]) -> int | None:
    """The line that has the current place, from 0; None where none has."""
    places = (place for place, line in enumerate(lines) if any(span.style == CURRENT for span in line.spans))
    return next(places, None)
