"""What is seen while the app is loaded: the picture of the place that was left, if it is still right."""

import json
import os
from contextlib import closing, suppress
from hashlib import blake2b
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
from aixtui.theming.theme_files import theme_stamps
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
        theme_stamps(),
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


def show_early(entrance: Entrance, picture: LaunchPicture, screen: "LaunchScreen | None") -> None:
    """Show a picture, and ask for its page while the app is being loaded; if that is as it was, tell it."""
    kind = next(kind for kind in KINDS if kind.id == picture.kind)
    if screen is not None and os.device_encoding(2) == "UTF-8":
        screen.show(picture.lines_now())

    def tell(answer: Answer) -> None:
        line = picture.line_when_came(kind, answer)
        if screen is not None and screen.is_painted and line is not None:
            screen.change(picture.age_line, line)

    entrance.session.source.head_start.begin(kind, picture.query, tell)
