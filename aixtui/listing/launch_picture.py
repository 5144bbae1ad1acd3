"""The screen of a list as it was left: painted at the next start before the app has been loaded."""

import re
from typing import NamedTuple

from aixtui.kindspec.cells import age_since
from aixtui.kindspec.kind import Kind
from aixtui.listing.page_document import as_kept, digest
from aixtui.stores.seen_pages import SeenPage
from aixtui.system import clock
from aixtui.system.clock import age_text
from aixtui.workspace.head_start import Answer
from aixtui.workspace.query import Query

_PADDING = re.compile(r"( *)((?:\x1b\[[\d;]*m)*)\Z")
"""The end of a line: spaces up to the edge of the screen, and the end of their style."""
_LINE = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]++|\x1b\[[\d;]*m)+")
"""Signs and their style: a terminal is sent no more of what a file says."""


class ShownAge(NamedTuple):
    """How old something is, in a cell of the table."""

    line: int
    """Place of its line, from 0."""
    at: int
    """Where it begins in the line as it is sent."""
    width: int
    is_right: bool
    """Whether it stands at the right of its cell."""
    since: float
    """The time that it tells, in seconds of the epoch."""

    @property
    def text(self) -> str:
        """What the cell says by now."""
        text = age_since(self.since).text
        if len(text) > self.width:
            text = f"{text[: self.width - 1]}…"
        return text.rjust(self.width) if self.is_right else text.ljust(self.width)


class LaunchPicture(NamedTuple):
    """Lines as a terminal is sent them, each over the whole width, and how one of them changes."""

    kind: str
    """Id of the kind of the rows."""
    query: Query
    """What they are an answer to."""
    rows: str
    """The `digest` of their page."""
    seen: float
    """When the rows came, in seconds of the epoch."""
    lines: tuple[str, ...]
    age_line: int
    """Place of the line, from 0, that says how old the rows are."""
    age: str
    """The words with which it does."""
    ages: tuple[ShownAge, ...]
    """Those of the rows."""
    came_line: str
    """The same line of a page that has just come."""
    came: str
    """The words with which it says how long that took."""

    @property
    def is_whole(self) -> bool:
        """Whether the lines say what they are to say, where they are to."""
        if self.age not in self.lines[self.age_line] or self.came not in self.came_line:
            return False
        ages = (self.lines[one.line][one.at : one.at + one.width] for one in self.ages)
        return all(
            len(text) == one.width and text.isprintable() for text, one in zip(ages, self.ages, strict=True)
        )

    def lines_now(self) -> list[str]:
        """The lines with the age that the rows have by now."""
        age = age_words(clock.now().timestamp() - self.seen)
        lines = list(self.lines)
        for one in self.ages:
            line = lines[one.line]
            lines[one.line] = f"{line[: one.at]}{one.text}{line[one.at + one.width :]}"
        lines[self.age_line] = _with_words(lines[self.age_line], self.age, age)
        return lines

    def line_when_came(self, kind: Kind, answer: Answer) -> str | None:
        """The line that says so when these rows have come as they are shown; None when others have."""
        page = answer.page
        kept = as_kept(kind, page._replace(capabilities=answer.capabilities))
        if kept is None or page.query != self.query or page.is_flawed:
            return None
        if digest(kind, kept._replace(pages=page.pages)) != self.rows:
            return None
        return _with_words(self.came_line, self.came, came_words(page.seconds))

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
            str(document["kind"]),
            _query(*document["query"]),
            str(document["rows"]),
            page.seen,
            lines,
            int(document["age_line"]),
            str(document["age"]),
            tuple(_shown_age(*age) for age in document["ages"]),
            str(document["came_line"]),
            str(document["came"]),
        )
        return (
            picture if picture.is_whole and all(map(_LINE.fullmatch, (*lines, picture.came_line))) else None
        )
    except (TypeError, ValueError, KeyError, IndexError):
        return None


def age_words(seconds: float) -> str:
    """How a line below a list says that its rows were seen so long ago."""
    return f"seen {age_text(seconds)} ago"


def came_words(seconds: float) -> str:
    """How it says that they took so long to come."""
    return f"{seconds * 1000:.0f} ms"


def _shown_age(line: int, at: int, width: int, is_right: bool, since: float) -> ShownAge:
    return ShownAge(int(line), int(at), int(width), bool(is_right), float(since))


def _query(text: str, page: int, size: int, sort: str, filters: list[list[str]]) -> Query:
    return Query(
        str(text), int(page), int(size), str(sort), tuple((str(one), str(two)) for one, two in filters)
    )


def _with_words(line: str, before: str, now: str) -> str:
    """A line with other words, as wide as it was."""
    lead, _, tail = line.rpartition(before)
    padding = _PADDING.search(tail)
    assert padding is not None  # it finds nothing, if there is nothing
    spaces = " " * (len(padding[1]) - (len(now) - len(before)))
    return f"{lead}{now}{tail[: padding.start()]}{spaces}{padding[2]}"
