"""The journal of runs, as commands use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from aixtui.cli.options import ConnectionOptions

if TYPE_CHECKING:
    from aixtui.stores.journal import Journal
    from aixtui.stores.run_record import StoredRun

SANDBOX = "sandbox"


@contextmanager
def open_journal() -> Iterator["Journal"]:
    """The user's own journal; where it cannot be used that is said, and a run is not kept."""
    from aixtui.cli.output import say
    from aixtui.stores.journal import Journal

    journal = Journal.open()
    if journal.problem is not None:
        say(f"{journal.problem.title}: {journal.problem} {journal.problem.hint}".strip())
    try:
        yield journal
    finally:
        journal.close()


def workspace_name(options: ConnectionOptions) -> str:
    """What the runs of a workspace are kept under.

    Raises:
        SettingsError: the settings file is not valid.
    """
    from aixtui.cli.connecting import profile_name
    from aixtui.settings.reading import read_settings

    return SANDBOX if options.wants_sandbox else profile_name(options, read_settings())


def require_run(journal: "Journal", workspace: str, run_id: str) -> "StoredRun":
    """The run of an id, or of its beginning.

    Raises:
        click.UsageError: there is none, or more than one begins so.
    """
    run = journal.run_list.get(workspace, run_id)
    if run is None:
        where = f"The journal has no run {run_id!r} of {workspace}, or more than one that begins so"
        raise click.UsageError(f"{where}: aixtui runs ls lists them.")
    return run
