"""Names of what is kept on this machine, such as a run or a view: what takes one, and where there is none."""

from collections.abc import Callable, Iterable
from typing import Any

import click


class NotKeptError(Exception):
    """Nothing that is kept here is of that name. It is told as what the server does not have."""

    title, code = "Not found", "not-found"

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text)
        self.hint = hint
        """What to do about it."""


class _KeptName(click.Argument):
    """An argument that is the name of something kept: its command may not find it, also without a backend."""


def kept_name(*names: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command an argument that is the name of something kept, as `click.argument` does."""
    return click.argument(*names, cls=_KeptName, **settings)


def takes_kept_name(command: click.Command) -> bool:
    """Whether a command looks for something kept by the name that it is given."""
    return any(isinstance(one, _KeptName) for one in command.params)


def nothing_kept(what: str, name: str, names: Iterable[str], choices: str) -> NotKeptError:
    """The error of a name that nothing kept has: with the nearest one, else a sentence about all of them."""
    from difflib import get_close_matches

    near = get_close_matches(name.strip().lower(), [*names], 1)
    return NotKeptError(f"There is no {what} {name!r}.", f"Did you mean {near[0]}?" if near else choices)
