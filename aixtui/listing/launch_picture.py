"""The screen of a list as it was left: painted at the next start before the app has been loaded."""

import re
from typing import NamedTuple

from aixtui.stores.seen_pages import SeenPage
from aixtui.system import clock
from aixtui.system.clock import age_text

_PADDING = re.compile(r"( *)((?:\x1b\[[\d;]*m)*)\Z")
"""The end of a line: spaces up to the edge of the screen, and the end of their style."""
_LINE = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]++|\x1b\[[\d;]*m)+")
"""Signs and their style: a terminal is sent no more of what a file says."""


class LaunchPicture(NamedTuple):
    """Lines as a terminal is sent them, each over the whole width, and where one of them says their age."""

    kind: str
    """Id of the kind of the rows."""
    seen: float
    """When the rows came, in seconds of the epoch."""
    lines: tuple[str, ...]
    age_line: int
    """Place of the line, from 0, that says how old the rows are."""
    age: str
    """The words with which it does."""

    def lines_now(self) -> list[str]:
        """The lines with the age that the rows have by now."""
        lines = list(self.lines)
        before, _, after = lines[self.age_line].partition(self.age)
        age = age_words(clock.now().timestamp() - self.seen)
        padding = _PADDING.search(after)
        assert padding is not None  # it finds nothing, if there is nothing
        spaces = " " * (len(padding[1]) - (len(age) - len(self.age)))
        lines[self.age_line] = f"{before}{age}{after[: padding.start()]}{spaces}{padding[2]}"
        return lines

    def page(self, painted_for: str) -> SeenPage:
        """The picture as it is kept, with what it was painted for."""
        return SeenPage(self.seen, {"for": painted_for, **self._asdict()})


def picture_of(page: SeenPage, painted_for: str) -> LaunchPicture | None:
    """The picture that was kept; None where it was painted for something else, or is none."""
    document = page.document
    try:
        if document["for"] != painted_for:
            return None
        lines = tuple(map(str, document["lines"]))
        picture = LaunchPicture(
            str(document["kind"]), page.seen, lines, int(document["age_line"]), str(document["age"])
        )
        is_whole = picture.age in lines[picture.age_line] and all(map(_LINE.fullmatch, lines))
    except (TypeError, ValueError, KeyError, IndexError):
        return None
    return picture if is_whole else None


def age_words(seconds: float) -> str:
    """How a line below a list says that its rows were seen so long ago."""
    return f"seen {age_text(seconds)} ago"
