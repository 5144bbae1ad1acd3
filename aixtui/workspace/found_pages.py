"""What is found for a text, a page at a time."""

from typing import Protocol


class FoundPages(Protocol):
    """Has one page shown, and goes to others."""

    @property
    def page(self) -> int:
        """The one that is shown, from 1."""

    @property
    def caption(self) -> str:
        """Which of how many are on it, as `21-40 of 312`, and how it stands with another one that is wanted.

        Empty where nothing is known, or there are none.
        """

    @property
    def is_waiting(self) -> bool:
        """Whether what was looked for last has not come yet."""

    @property
    def has_others(self) -> bool:
        """Whether there is another page to go to."""

    def turn(self, by: int) -> None:
        """Have another page shown once it has come; behind the last one comes the first."""
