"""The work that a screen has begun."""

from collections.abc import Coroutine
from typing import Any

from textual.screen import Screen

from aixtui.widgets.work import begin


class ScreenWork:
    """Workers of a screen, and those of the app that outlive it."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen

    def start(self, work: Coroutine[Any, Any, None], group: str, *, outlives: bool) -> None:
        """Begin work, in the place of what goes on in a named group; a screen that is gone begins none."""
        node = self._screen.app if outlives else self._screen
        if outlives or self._screen.is_running:
            begin(node, work, group or "default", exclusive=bool(group))
        else:
            work.close()

    def stop(self, group: str) -> None:
        """Cancel the work of a group."""
        for node in (self._screen, self._screen.app):
            node.workers.cancel_group(node, group)
