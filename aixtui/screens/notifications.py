"""Which of the messages on the screen make way for what comes."""

from collections.abc import Callable
from time import time

from textual.notifications import Notification, Notifications, SeverityLevel
from textual.screen import ModalScreen

from aixtui.wire.notice import NOTICE_TITLE

UNREAD_SECONDS = 2.0
"""In which nobody has read a message."""


class ShownNotifications:
    """What is said on the screen: one message in the place of the one before it.

    Args:
        notifications: What the app shows.
        clear: Takes all of it from the screen.
    """

    def __init__(self, notifications: Notifications, clear: Callable[[], None]) -> None:
        self._notifications, self._clear = notifications, clear

    def make_way_for(self, severity: SeverityLevel, title: str) -> None:
        """Clear for a message: a stack of them would hide the list.

        An error, the only word of it, stands until its time is over or another one comes. So does a notice
        of the driver: what a field says of the same paste comes before it or behind it.
        """
        is_notice = title == NOTICE_TITLE
        self._keep(
            lambda one: one.severity == "error" != severity or (one.title == NOTICE_TITLE) != is_notice
        )

    def make_way_for_opened(self, screen: object) -> None:
        """Clear what would lie over a screen that is opened.

        Over a dialog errors stay, and warnings of just now, which nobody can have read: they are about what
        is shown. What was said on another screen belongs there; but what went wrong just now may be why this
        one is shown.
        """
        is_dialog = isinstance(screen, ModalScreen)
        self._keep(
            lambda one: (
                (is_dialog and one.severity == "error") or (one.severity != "information" and _is_unread(one))
            )
        )

    def make_way_after(self, screen: object) -> None:
        """Clear what was said on a screen that is left, but what was said just now: what came of it."""
        if not isinstance(screen, ModalScreen):
            self._keep(_is_unread)

    def _keep(self, stays: Callable[[Notification], bool]) -> None:
        kept = [one for one in self._notifications if stays(one)]
        self._clear()
        for one in kept:
            self._notifications.add(one)


def _is_unread(one: Notification) -> bool:
    return one.raised_at > time() - UNREAD_SECONDS
