"""What is seen while the app is loaded: the picture of the place that was left, if it is still right."""

import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING

from aixtui import __version__
from aixtui.cli.options import ConnectionOptions
from aixtui.entrance import Entrance
from aixtui.kinds import KINDS
from aixtui.listing.launch_picture import LaunchPicture, picture_of
from aixtui.settings.tree import Settings
from aixtui.stores.kept_theme import KeptTheme
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore
from aixtui.workspace.head_start import Answer

if TYPE_CHECKING:
    from aixtui.system.launch_screen import LaunchScreen

_LOOKS = ("AIXTUI_", "COLOR", "LANG", "LC_", "NO_COLOR", "PYTHON", "TERM", "TEXTUAL", "TZ")
"""How the names of variables begin that change how the app looks."""


def painted_for(entrance: Entrance, options: ConnectionOptions, settings: Settings) -> str:
    """All that a first frame depends on, as a short text: one of other circumstances is another picture."""
    looks = sorted((name, value) for name, value in os.environ.items() if name.startswith(_LOOKS))
    told = (
        __version__,
        os.get_terminal_size(2),
        looks,
        KeptTheme().name,
        KeptTheme().was_dark,
        repr(settings),
        options.arguments,
        entrance.profile,
        repr(entrance.start),
        entrance.row,
    )
    return blake2b(json.dumps(told).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def find_picture(entrance: Entrance, options: ConnectionOptions, settings: Settings) -> LaunchPicture | None:
    """What a start shows first; None where the app is to be waited for."""
    workspace, start = entrance.session.first_workspace, entrance.start
    if not (workspace and start and settings.browse.disk_cache) or start.id:
        return None
    with suppress(StoreError, OSError), closing(StateStore(is_glance=True)) as store:
        if (page := store.seen_pages.find_picture(workspace, start.kind)) is not None:
            return picture_of(page, painted_for(entrance, options, settings))
    return None


def keep_picture(
    picture: LaunchPicture | None, entrance: Entrance, options: ConnectionOptions, settings: Settings
) -> None:
    """Keep the picture of what was left of a workspace, for a start that goes in by this entrance."""
    workspace = entrance.session.workspace_name
    with suppress(StoreError, OSError), closing(StateStore()) as store:
        page = picture.page(painted_for(entrance, options, settings)) if picture is not None else None
        store.seen_pages.keep_picture(workspace, picture.kind if picture else "", page)


def ask_early(entrance: Entrance, picture: LaunchPicture, shown: "LaunchScreen | None") -> None:
    """Ask for the page of the picture while the app is being loaded; if it is as it was, say so there."""
    kind = next(kind for kind in KINDS if kind.id == picture.kind)

    def tell(answer: Answer) -> None:
        line = picture.line_when_came(kind, answer)
        if shown is not None and line is not None:
            shown.change(picture.age_line, line)

    entrance.session.source.head_start.begin(kind, picture.query, tell)


@contextmanager
def launch_screen(picture: LaunchPicture | None) -> "Iterator[LaunchScreen | None]":
    """Show a picture, if there is one, until the app takes the terminal; if it does not, take it back."""
    if picture is None or find_spec("termios") is None or os.device_encoding(2) != "UTF-8":
        yield None
        return
    from aixtui.system.launch_screen import LaunchScreen

    try:
        screen = LaunchScreen(picture.lines_now())
    except OSError:  # which the app finds as well
        yield None
        return
    try:
        yield screen
    finally:
        if not screen.is_taken:
            screen.close()
