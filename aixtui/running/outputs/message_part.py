"""What there is to say about an output, or in place of one."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Tone = Literal["", "quiet", "warn", "bad"]


class MessagePart(NamedTuple):
    """A few clean lines."""

    title: str
    heading: str
    text: str = ""
    tone: Tone = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Nothing that is searched."""
        return ()

    @property
    def line_count(self) -> int:
        """No line is searched."""
        return 0

    def forms(self) -> Mapping[str, str]:
        """As a text."""
        return {"txt": "text"}

    def written(self, form: str) -> str:  # noqa: ARG002  # there is one
        """All of it."""
        return "\n".join(filter(None, (self.heading, self.text)))
