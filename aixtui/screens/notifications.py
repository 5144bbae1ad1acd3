"""Which of the messages on the screen make way for what comes."""

from collections.abc import Callable
from time import time

from textual.notifications import Notification, Notifications, SeverityLevel

from aixtui.wire.notice import NOTICE_TITLE

UNREAD_SECONDS = 2.0
"""In which nobody has read a warning."""


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

    def make_way_for_screen(self) -> None:
        """Clear what was said on the screen before: it would lie over the new one.

        Errors stay, and warnings of just now, which nobody can have read: they are about what is shown.
        """
        unread_since = time() - UNREAD_SECONDS
        self._keep(
            lambda one: (
                one.severity == "error" or (one.severity == "warning" and one.raised_at > unread_since)
            )
        )

    def _keep(self, stays: Callable[[Notification], bool]) -> None:
        kept = [one for one in self._notifications if stays(one)]
        self._clear()
        for one in kept:
            self._notifications.add(one)
