"""Ending a screen once, whatever stands above it and however often it is told."""

from typing import Any

from textual.screen import Screen


class Finishing(Screen[Any]):
    """A screen that ends by `finish`: `dismiss` pops whatever is on top, and fails the second time."""

    def finish(self, result: Any = None) -> None:
        """End this screen with a result, and with it the dialogs opened above it; later calls do nothing."""
        app = self.app
        if self not in app.screen_stack:
            return
        while app.screen is not self:
            app.pop_screen()
        self.dismiss(result)
