"""What a question of a command needs: what it is about on stderr, and a terminal to answer on."""

import sys
from collections.abc import Mapping

import click

from aixtui.cli.difference import difference_lines
from aixtui.cli.output import say
from aixtui.face import Detail


class UnansweredError(click.UsageError):
    """A question came up, and there is no terminal to ask it on."""

    def __init__(self, question: str, option: str) -> None:
        super().__init__(f"{question} Nobody can be asked here: {option} answers it.")


def say_detail(detail: Detail) -> None:
    """Print what a question is about: a text, or a difference."""
    lines = detail.split("\n") if isinstance(detail, str) else difference_lines(detail)
    if detail:
        for line in lines:
            say(line)


def has_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def require_terminal(question: str, option: str) -> None:
    """See that somebody can be asked.

    Raises:
        UnansweredError: nobody can.
    """
    if not has_terminal():
        raise UnansweredError(question, option)


def choose_by_label(title: str, offered: Mapping[str, str], label: str | None) -> str:
    """What is offered under a label, which is asked for where it was not said before.

    Raises:
        click.UsageError: nothing is offered under it.
        UnansweredError: nobody can be asked.
    """
    names = ", ".join(offered)
    if label is None:
        require_terminal(f"{title}: {names}?", "an option of this command")
        label = str(click.prompt(title, type=click.Choice(list(offered)), err=True))
    if label not in offered:
        raise click.UsageError(f"{title}: {label!r} is none of {names}.")
    return offered[label]
