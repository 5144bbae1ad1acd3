"""Texts that can be picked for a field, as a resource that another field names tells of them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Offer(NamedTuple):
    """One text, with what is shown for it, clean."""

    text: str
    name: str
    note: str = ""


class Offers(NamedTuple):
    """Where they come from."""

    of: str
    """The field that names who tells of them."""
    ask: Callable[[Any, str], Sequence[Offer]]
    """Asks the server, by the source of the form's kind and the text of that field."""
    nothing: str
    """What is said where there are none, as a sentence."""
