"""From list to list: by number, to the neighbours, back and forward."""

from aixtui.face import Face
from aixtui.listing.browser import Browser


class KindsController:
    """Shows the lists side by side, each as it was left."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    def do_show_kind(self, index: int) -> None:
        """Show the list at this place, from 0."""
        self._browser.show(index)

    def do_next_kind(self) -> None:
        """Show the next list, after the last one the first."""
        self._browser.show((self._browser.index + 1) % len(self._browser.sources))

    def do_previous_kind(self) -> None:
        """Show the list before."""
        self._browser.show((self._browser.index - 1) % len(self._browser.sources))

    def do_history_back(self) -> None:
        """Go back to the place before."""
        if not self._browser.back():
            self._face.tell("There is nothing to go back to.", warning=True, seconds=2)

    def do_history_forward(self) -> None:
        """Go forward again."""
        if not self._browser.forward():
            self._face.tell("There is nothing to go forward to.", warning=True, seconds=2)
