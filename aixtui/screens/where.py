"""Where a screen is, in its header."""

from collections.abc import Mapping
from typing import Protocol

from aixtui.actions import Scope, actions_of
from aixtui.app_action import AppAction, key_label
from aixtui.auth.login_command import DEFAULT_PROFILE
from aixtui.controllers.answering import Controllers
from aixtui.kindspec.plain_text import counted
from aixtui.settings.connection import ConnectionSettings
from aixtui.widgets.bars import HeaderBar
from aixtui.workspace.session import AppSession

LEFT, RUN = "○", "◐"
"""Before what waits for the user, and before what goes on."""


class Shown(Protocol):
    """A screen, as far as its header tells of it."""

    controllers: Controllers

    @property
    def crumbs(self) -> tuple[str, ...]:
        """What is shown."""

    @property
    def changed(self) -> str:
        """What is changed and not saved."""

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        """Whose keys hold."""


def show_where(header: HeaderBar, session: AppSession, shown: Shown) -> None:
    """Show the workspace, what is shown of it, what is changed and not saved, which key is used.

    Drafts are counted where one of the scopes has a key that lists them.
    """
    connection = session.connection
    if connection is None:
        place = "not connected" if session.source.has_failed else "connecting"
        key, is_sandbox, tint = "", False, ""
    else:
        place = "" if connection.is_sandbox else _place(connection)
        credential = connection.credential
        source = credential.source.removeprefix("environment variable ") if credential else ""
        key = f"key {credential.key.hint} from {source}" if credential else "no key"
        is_sandbox, tint = connection.is_sandbox, connection.tint
    header.show_place(
        place,
        shown.crumbs,
        key,
        is_sandbox=is_sandbox,
        tint=tint,
        read_only=session.read_only.mode,
        counts=_counts(session, shown),
        changed=shown.changed,
    )


def _place(connection: ConnectionSettings) -> str:
    """The address, behind the profile that leads there where one was chosen."""
    address = connection.backend_url.partition("://")[2]
    return address if connection.profile == DEFAULT_PROFILE else f"{connection.profile} {address}"


def _counts(session: AppSession, shown: Shown) -> tuple[str, ...]:
    """The runs that are watched, those that nobody watches: `○ 1 run not watched (A)`, and what was typed
    and never saved: `○ 2 drafts (d)`.
    """
    runs, unwatched = session.in_flight.number, session.in_flight.unwatched
    rows = {one.id: one for one in actions_of(*shown.scopes_now)}
    drafts = shown.controllers.count(rows["drafts"]) if "drafts" in rows else 0
    return (
        *([f"{RUN} {counted(runs, 'run')}"] if runs else ()),
        *([f"{LEFT} {counted(unwatched, 'run')} not watched{_key(rows, 'watch-runs')}"] if unwatched else ()),
        *([f"{LEFT} {counted(drafts, 'draft')}{_key(rows, 'drafts')}"] if drafts else ()),
    )


def _key(rows: Mapping[str, AppAction], action_id: str) -> str:
    """The key that leads there, in brackets; empty where no scope has one."""
    key = key_label(rows[action_id]) if action_id in rows else ""
    return f" ({key})" if key else ""
