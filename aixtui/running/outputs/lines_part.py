"""Text and JSON, line by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.actions import key_of
from aixtui.kindspec.cells import clean_block
from aixtui.kindspec.plain_text import json_text
from aixtui.workspace.folded_json import FoldedJson, JsonLines
from aixtui.workspace.tab_search import Match

LONGEST_MARKDOWN = 20_000
"""Characters; a table of five times as many keeps everything waiting for seconds."""


LONGEST_SHOWN = 500_000
"""Characters of a text: more of them keep everything waiting while they are wrapped."""


class LinesPart:
    """A document that is folded where it is JSON; a Markdown text is also shown as it is meant."""

    def __init__(self, title: str, source: JsonLines, ending: str = "txt", whole: str = "") -> None:
        """`whole` is all of it, where that is more than is shown."""
        self.title, self.ending, self._whole = title, ending, whole
        self.document = FoldedJson()
        self.document.load(source)

    @classmethod
    def of_text(cls, title: str, text: str, *, is_markdown: bool = False) -> "LinesPart":
        """A text from a server."""
        ending, whole = "md" if is_markdown else "txt", clean_block(text)
        if len(whole) <= LONGEST_SHOWN:
            return cls(title, JsonLines.plain(whole), ending)
        more, export, pager = len(whole) - LONGEST_SHOWN, key_of("panel.export"), key_of("panel.pager")
        note = f"\n… {more:,} characters more: {export} writes all of it, {pager} shows it in a pager."
        return cls(title, JsonLines.plain(whole[:LONGEST_SHOWN] + note), ending, whole)

    @classmethod
    def of_json(cls, title: str, value: Any) -> "LinesPart":
        """Any JSON value."""
        return cls(title, JsonLines(json_text(value)), "json")

    @property
    def text(self) -> str:
        """All of it."""
        return self._whole or self.document.source.text

    @property
    def is_markdown(self) -> bool:
        """Whether it can be shown as it is meant: long Markdown takes too long for that."""
        return self.ending == "md" and len(self.text) <= LONGEST_MARKDOWN

    @property
    def lines(self) -> Sequence[str]:
        """What is searched."""
        return self.document.source.lines

    @property
    def line_count(self) -> int:
        """How many lines are searched."""
        return len(self.lines)

    def reveal(self, match: Match) -> None:
        """Have a match among the lines that are seen."""
        self.document.reveal(match.line, match.start)

    def forms(self) -> Mapping[str, str]:
        """What it can be copied and written as, by the endings of files, with what that is called."""
        return {self.ending: {"md": "Markdown", "json": "JSON"}.get(self.ending, "text")}

    def written(self, form: str) -> str:  # noqa: ARG002  # there is one
        """All of it as a file holds it."""
        return self.text
