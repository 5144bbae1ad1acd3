"""From list to list: by number, to the neighbours, back and forward."""

from aixtui.actions import AppAction
from aixtui.listing.browser import Browser


class KindsController:
    """Shows the lists side by side, each as it was left."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def refusal(self, action: AppAction) -> str:
        """There has to be a place behind, or ahead."""
        history = self._browser.history
        if action.id == "history-back" and not (history and history.can_go_back):
            return "There is nothing to go back to."
        if action.id == "history-forward" and not (history and history.can_go_forward):
            return "There is nothing to go forward to."
        return ""

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
        self._browser.back()

    def do_history_forward(self) -> None:
        """Go forward again."""
        self._browser.forward()
