"""What a check has found."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

State = Literal["ok", "warning", "wrong"]


class Finding(NamedTuple):
    """One thing that was looked at."""

    name: str
    state: State
    text: str
    """What there is, or what is not in order."""
    remedy: str = ""
    """What to do about it, where something is to be done."""


Check: TypeAlias = Callable[[], Iterable[Finding]]
"""Looks at one thing. Whatever it raises is a finding, too."""
