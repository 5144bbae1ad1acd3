"""`--timeout`: how long a command waits for the platform."""

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from aixsdk.exceptions import CancelledError

LONGEST_WAIT = 10**9
"""Seconds; more than a timer of the system takes is no use to anybody."""


def _seconds(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):  # which is within every range
        raise click.BadParameter("it is not a number of seconds.")
    return value


def timeout_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option; it receives the seconds, or None, as `timeout`."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True, max=LONGEST_WAIT),
        callback=_seconds,
        metavar="SECONDS",
        help="Stop waiting after this time.",
    )(command)


@contextmanager
def time_limit(seconds: float | None, how_far: Callable[["CancelledError"], str]) -> Iterator[None]:
    """Cancel what is waited for after `seconds`, also a read that hangs; `how_far` says what became of it.

    Raises:
        aixsdk.exceptions.TimeoutError: the time is over.
    """
    from aixsdk import cancel, exceptions

    if seconds is None:
        yield
        return
    token = cancel.CancelToken()
    timer = threading.Timer(seconds, token.cancel)
    timer.daemon = True
    timer.start()
    try:
        with cancel.use(token):
            yield
    except exceptions.CancelledError as error:
        said = f"No result within {seconds:g} second{'s' * (seconds != 1)}. {how_far(error)}"
        raise exceptions.TimeoutError(said).know(error) from None
    finally:
        timer.cancel()


def nothing_changed(_error: "CancelledError") -> str:
    """What had become of a read."""
    return "Nothing was changed; try again, or give it longer."
