"""Where a screen is, in its header."""

from typing import Protocol

from aixtui.actions import Scope, actions_of, key_label
from aixtui.auth.login_command import DEFAULT_PROFILE
from aixtui.controllers.answering import Controllers
from aixtui.kindspec.plain_text import counted
from aixtui.settings.connection import ConnectionSettings
from aixtui.widgets.bars import HeaderBar
from aixtui.workspace.session import AppSession

DRAFT, RUN = "○", "◐"


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
    """The runs that are watched, and what was typed and never saved: `○ 2 drafts (d)`."""
    runs = session.in_flight.number
    rows = [one for one in actions_of(*shown.scopes_now) if one.id == "drafts"]
    drafts = [(count, key_label(one)) for one in rows if (count := shown.controllers.count(one))]
    return (
        *([f"{RUN} {counted(runs, 'run')}"] if runs else ()),
        *(f"{DRAFT} {counted(count, 'draft')} ({key})".removesuffix(" ()") for count, key in drafts),
    )
