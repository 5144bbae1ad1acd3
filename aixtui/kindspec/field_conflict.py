"""A field that somebody else changed, too, and what may become of it."""

from typing import Literal, NamedTuple, TypeAlias

Side: TypeAlias = Literal["mine", "theirs", "marked"]
Decision: TypeAlias = Side | Literal["back"]


class FieldConflict(NamedTuple):
    """A field that somebody else changed, too, as texts of any number of lines."""

    label: str
    base: str
    mine: str
    theirs: str
    can_mark: bool
    """Whether both can be put into one text, to be edited."""
    can_go_back: bool = False
    """Whether another field was decided before it."""
    chosen: Side | None = None
    """What was decided, where one has come back to it."""
