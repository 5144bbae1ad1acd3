"""What the keys of a list to choose from do now: for the line below it, and for its help."""

from collections.abc import Iterator
from typing import NamedTuple

from aixtui.actions import key_of

PICKS, GOES_THERE = "picks", "goes there"
"""What Enter does to a choice that is no switch."""


class ChooseKeys(NamedTuple):
    """What can be done with the choices."""

    verbs: tuple[str, str] | None
    """What Enter does to a switch that is off, and to one that is on; None where it picks."""
    is_searched: bool
    turns: bool
    """Whether there is another page."""
    renames: bool
    removes: bool

    def shown(self, *, is_any: bool, is_on: bool) -> Iterator[tuple[str, str]]:
        """The keys that do something, in a word each, where there is any choice, which is on or not."""
        if is_any:
            picks = GOES_THERE if self.renames else PICKS
            yield "Enter", self.verbs[is_on] if self.verbs else picks
            yield "Up Down", "move"
            yield from [("PgDn PgUp", "turn the page")] if self.turns else []
            yield from [(key_of("places.rename-place"), "renames")] if self.renames else []
            yield from [(key_of("places.remove-place"), "removes")] if self.removes else []
        yield "Esc", "closes" if self.verbs else "cancels"

    @property
    def told(self) -> Iterator[tuple[str, str]]:
        """All keys, each with a sentence."""
        picks = "Go to what is highlighted." if self.renames else "Pick what is highlighted."
        yield "Enter", "Switch what is highlighted; the list stays open." if self.verbs else picks
        yield "Letters", f"{'Search for' if self.is_searched else 'Narrow the list to'} what is typed."
        yield "Up Down", "Go to the choice before, or to the next."
        yield "PgUp PgDn", "Turn the page." if self.turns else "Go a screenful up, or down."
        if self.renames:
            yield key_of("places.rename-place"), "Give what is highlighted another name."
        if self.removes:
            yield key_of("places.remove-place"), "Take what is highlighted off the list."
        yield "Esc", "Close it: what was switched stays so." if self.verbs else "Close it without picking."
