"""Where a screen is, in its header."""

from collections.abc import Sequence

from aixtui.kindspec.plain_text import counted
from aixtui.widgets.bars import HeaderBar
from aixtui.workspace.session import AppSession

DRAFT, RUN = "○", "◐"


def show_where(header: HeaderBar, session: AppSession, crumbs: Sequence[str], changed: str) -> None:
    """Show the workspace, what is shown of it, what is changed and not saved, which key is used."""
    connection = session.connection
    if connection is None:
        place, key, is_sandbox, tint = "connecting", "", False, ""
    else:
        place = "" if connection.is_sandbox else connection.backend_url.partition("://")[2]
        credential = connection.credential
        source = credential.source.removeprefix("environment variable ") if credential else ""
        key = f"key {credential.key.hint} from {source}" if credential else "no key"
        is_sandbox, tint = connection.is_sandbox, connection.tint
    header.show_place(
        place,
        crumbs,
        key,
        is_sandbox=is_sandbox,
        tint=tint,
        read_only=session.read_only.mode,
        counts=_counts(session),
        changed=changed,
    )


def _counts(session: AppSession) -> tuple[str, ...]:
    """What was typed and never saved, and the runs that are watched."""
    drafts, runs = session.drafts.number, session.in_flight.number
    return (
        *([f"{RUN} {counted(runs, 'run')}"] if runs else ()),
        *([f"{DRAFT} {counted(drafts, 'draft')}"] if drafts else ()),
    )
