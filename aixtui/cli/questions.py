"""What a question of a command needs: what it is about on stderr, and a terminal to answer on."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from aixtui.cli.difference import difference_lines
from aixtui.cli.output import say
from aixtui.face import Choice, Detail, FieldChange
from aixtui.kindspec.field_conflict import FieldConflict, Side


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


@contextmanager
def asking() -> Iterator[None]:
    """Have Ctrl+C end the command while an answer is waited for: a running loop sees it only after that.

    Raises:
        KeyboardInterrupt: it was pressed, or the input has ended. An error might be told, and the rest done.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except click.Abort:
        say("")  # what is printed next begins a line
        raise KeyboardInterrupt from None
    finally:
        signal.signal(signal.SIGINT, before)


def settle_one(conflict: FieldConflict, side: Side | None) -> Side:
    """Which side of a conflict holds: the one that was said before, or is said now, after both are shown.

    Raises:
        UnansweredError: nobody can be asked.
    """
    say_detail((FieldChange(conflict.label, conflict.theirs, conflict.mine),))
    if side is not None:
        return side
    require_terminal(f"Which {conflict.label} is to hold?", "--conflicts mine or theirs")
    with asking():
        answer = click.prompt("Which is to hold", type=click.Choice(["mine", "theirs"]), err=True)
    return "theirs" if answer == "theirs" else "mine"


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


def ask_yes(question: str) -> bool:
    """Whether the answer is yes; no is the default."""
    with asking():
        return click.confirm(question, err=True)


def ask_line(title: str, default: str, how: str) -> str | None:
    """A line that is typed, or the default; None where there is neither.

    `how` says what is to be typed.
    """
    say_detail(f"{how} {'' if default else 'Enter alone leaves it.'}".strip())
    with asking():
        return click.prompt(title, default=default, show_default=bool(default), err=True) or None


def choose_one(title: str, offered: Sequence[Choice], said: str | None) -> str:
    """The id of the choice that was said by its id or label, or is asked for where none was said before.

    Raises:
        click.UsageError: nothing is offered under it.
        UnansweredError: nobody can be asked.
    """
    ids = {one.label: one.id for one in offered} | {one.id: one.id for one in offered}
    names = ", ".join(one.label if one.label == one.id else f"{one.label} ({one.id})" for one in offered)
    if said is None:
        require_terminal(f"{title}: {names}?", "an option of this command")
        with asking():
            said = str(click.prompt(title, type=click.Choice([one.label for one in offered]), err=True))
    if said not in ids:
        raise click.UsageError(f"{title}: {said!r} is none of {names}.")
    return ids[said]
