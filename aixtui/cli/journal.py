"""The journal of runs, as commands use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from aixtui.cli.kept_names import NotKeptError
from aixtui.cli.options import ConnectionOptions

if TYPE_CHECKING:
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.stores.journal import Journal
    from aixtui.stores.run_record import StoredRun


class KeptWorkspace(NamedTuple):
    """The workspace whose runs are meant."""

    name: str
    """What they are kept under."""
    connection: "ConnectionSettings | None" = None
    """The way to it; None for a sandbox, which is not started to look at what is kept."""


def kept_workspace(options: ConnectionOptions) -> KeptWorkspace:
    """Find the workspace that the options mean.

    Raises:
        CredentialError: there is no key: it tells one workspace of a backend from another.
        SettingsError: the settings file, an address or the profile is not valid.
    """
    from aixtui.cli.connecting import connect, optional_stdin_key
    from aixtui.cli.consent import with_key
    from aixtui.cli.sandbox_connection import database_of
    from aixtui.settings.connection import sandbox_workspace
    from aixtui.settings.reading import read_settings

    if options.wants_sandbox:
        return KeptWorkspace(sandbox_workspace(database_of(options)))
    connection = with_key(connect(options, read_settings(), optional_stdin_key(options)))
    return KeptWorkspace(connection.workspace, connection)


@contextmanager
def open_journal(of: KeptWorkspace) -> Iterator["Journal"]:
    """The user's own journal; where it cannot be used that is said, and a run is not kept."""
    from aixtui.cli.output import say
    from aixtui.stores.journal import Journal

    journal = Journal.open()
    if of.connection is not None and of.connection.former_workspace:
        journal.adopt(of.connection.former_workspace, of.name)
    if journal.problem is not None:
        say(f"{journal.problem.title}: {journal.problem} {journal.problem.hint}".strip())
    try:
        yield journal
    finally:
        journal.close()


def require_run(journal: "Journal", workspace: str, run_id: str) -> "StoredRun":
    """The run of an id, or of its beginning.

    Raises:
        NotKeptError: there is none.
        click.UsageError: more than one begins so.
    """
    found = journal.run_list.beginning(workspace, run_id)
    if not found:
        text = f"The journal has no run {run_id!r} of this workspace."
        raise NotKeptError(text, "aixtui runs ls lists them.")
    if len(found) > 1:
        raise click.UsageError(f"More than one run begins with {run_id!r}: aixtui runs ls lists them.")
    return found[0]
