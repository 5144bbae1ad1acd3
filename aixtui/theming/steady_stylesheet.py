"""The styles of the app as Textual parses them."""

from collections.abc import Sequence
from pathlib import Path

from textual.css.stylesheet import Stylesheet


class SteadyStylesheet(Stylesheet):
    """Parses its sources anew for other variables only, and some of them late.

    Textual asks for it whenever a theme is set, for the one that the app begins with, too: it would double
    what a start spends on styles.
    """

    def __init__(self, variables: dict[str, str], later: Sequence[Path] = ()) -> None:
        """What is in the files that come `later` may say nothing of what is on the screen before."""
        super().__init__(variables=variables)
        self._later = later
        self._parsed_for = self._wanted = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take what the styles name, for the next time that they are parsed."""
        if variables != self._wanted:
            self._wanted = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse all again, unless it would come out as it is."""
        if self._wanted != self._parsed_for:
            super().reparse()
            self._parsed_for = self._wanted

    def complete(self) -> None:
        """Take the files that come later, once."""
        later, self._later = self._later, ()
        if later:
            self.read_all(later)
            self.parse()
