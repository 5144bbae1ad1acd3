"""A run on its way, for commands: what happens is said on stderr, and its end is handed back."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from aixsdk.exceptions import ConnectionFailedError
    from aixtui.kindspec.results import RunEvent


class LostRunError(Exception):
    """The server took a run, and then could no longer be reached."""

    title = "Lost sight of the run"

    def __init__(self, why: "ConnectionFailedError", *, in_sandbox: bool) -> None:
        super().__init__(f"It was accepted, and then its server could not be reached any more. {why.message}")
        self.run_id = why.run_id
        self.hint = fate(in_sandbox)
        if in_sandbox:
            self.hint += " Start one for all commands with aixtui sandbox."


def fate(in_sandbox: bool) -> str:
    """What becomes of a run that nobody waits for."""
    if in_sandbox:
        return "A sandbox ends with the command that started it, and its runs with it."
    return "A run that has begun goes on at the server."


def last_event(
    events: "Iterator[RunEvent]",
    *,
    show_progress: bool,
    in_sandbox: bool,
    until_accepted: bool = False,
    goes_on: Callable[[], str] = str,
) -> "RunEvent":
    """Follow a run to its end, or until the server has accepted it.

    `goes_on` says what becomes of one that was accepted and is no longer waited for; empty where it was not.
    """
    from aixsdk import exceptions
    from aixtui.cli.output import say

    result = None
    try:
        for event in events:
            if show_progress:
                _show(event)
            result = event
            if until_accepted and event.phase == "accepted":
                break
    except KeyboardInterrupt:
        say(f"Stopped waiting. {goes_on() or fate(in_sandbox)}")
        raise
    except exceptions.InputError as error:
        raise click.UsageError(error.message) from None
    except exceptions.ConnectionFailedError as error:
        if result is None or result.phase == "sent":  # about to be sent
            raise
        raise LostRunError(error, in_sandbox=in_sandbox) from error
    assert result is not None, "a run says at least that it was sent"
    return result


def _show(event: "RunEvent") -> None:
    from aixtui.cli.output import say

    parts: list[Any] = [f"{event.elapsed:6.1f} s", event.phase, event.status]
    if event.reading.progress is not None:
        parts.append(f"{event.reading.progress:.0%}")
    if event.reading.steps:
        parts.append(f"step {len(event.reading.steps)}: {event.reading.steps[-1].unit}")
    say("  ".join(str(part) for part in (*parts, event.reading.note) if part))
