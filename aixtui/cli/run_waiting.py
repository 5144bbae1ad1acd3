"""Waiting for a run that another window watches: what it writes down is looked at until it is over."""

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixtui.cli.options import ConnectionOptions
    from aixtui.stores.journal import Journal
    from aixtui.stores.run_record import StoredRun

LOOK_SECONDS = 0.3
"""Between two looks into the journal."""


class NotWatchableError(Exception):
    """Nothing more can be heard of a run."""

    title = "Nothing to wait for"


def wait_for_others(
    journal: "Journal", run: "StoredRun", options: "ConnectionOptions", *, show_progress: bool
) -> "StoredRun":
    """The run once no other window watches it: it is over, or nobody watches it any more.

    Raises:
        CancelledError: the time is over.
        NotWatchableError: it was deleted meanwhile.
    """
    from aixtui.cli.output import say

    try:
        return _left_by_others(journal, run, show_progress=show_progress)
    except KeyboardInterrupt:
        say(f"Stopped waiting. {goes_on(run.id, options)}")
        raise


def _left_by_others(journal: "Journal", run: "StoredRun", *, show_progress: bool) -> "StoredRun":
    from aixsdk import cancel
    from aixsdk.exceptions import CancelledError
    from aixtui.cli.output import say

    is_told = not show_progress
    while run.is_open and run.holder == "others":
        if not is_told:
            is_told = True
            say("Another window watches it: its end is waited for.")
        if cancel.current().wait(LOOK_SECONDS):
            error = CancelledError("Nobody waits any more.")
            error.run_id = run.id
            raise error
        journal.runs.settle_lost(run.record.workspace)
        latest = journal.run_list.get(run.record.workspace, run.id)
        if latest is None:
            raise NotWatchableError("It was deleted meanwhile.")
        run = latest
    return run


def goes_on(run_id: str, options: "ConnectionOptions") -> str:
    """What becomes of a run of the journal that nobody waits for, and the command that watches it again."""
    command = shlex.join(["aixtui", "runs", "attach", run_id, *options.arguments])
    return f"The run goes on: {command} watches it again."
