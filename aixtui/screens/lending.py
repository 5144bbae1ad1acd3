"""Lending the terminal to another program."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App, SuspendNotSupported

T = TypeVar("T")


def lend(app: App[Any], work: Callable[[], T], refusal: type[Exception]) -> T:
    """What comes of work that has the terminal meanwhile; nothing else is drawn.

    Raises:
        refusal: the terminal cannot be lent; and whatever the work raises.
    """
    error: Exception | None = None
    try:
        with app.suspend():
            try:
                result = work()
            except Exception as one:  # raised within, it would leave the terminal suspended
                error = one
    except SuspendNotSupported as unable:
        raise refusal("This terminal cannot be lent to another program.") from unable
    if error is not None:
        raise error
    return result
