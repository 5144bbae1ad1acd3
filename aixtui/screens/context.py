"""What every screen is made with."""

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.screen import Screen
from textual.worker import Worker

from aixtui.controllers.login import WayBack
from aixtui.editing.related import Related
from aixtui.screens.held_key import HeldKey
from aixtui.workspace.session import AppSession


class ScreenContext(NamedTuple):
    """The session, and the way to other screens: screens do not know each other."""

    session: AppSession
    make_screen: Callable[["ScreenContext", object], Screen[None]]
    """The screen that shows a document, a form, a run, a conversation or a login."""
    screen_waits: dict[Worker[Any], Screen[Any]]
    """Work that waits for a screen or dialog to be left; while that is there, it opens no other."""
    held_key: HeldKey
    """The key that was typed last."""
    related: Related
    """The way to the resources that a form names; there is one once there are lists."""
    way_back: WayBack | None = None
    """To the workspace before; None where there was none."""
