"""What a command acts on, from standard input: `-`, or what is piped where no argument names it."""

from collections.abc import Sequence

import click

from aixtui.cli.options import ConnectionOptions
from aixtui.cli.piped_text import is_piped
from aixtui.cli.values import text_of_file

PIPED = "-"
"""The argument that stands for standard input."""


def names_given(names: Sequence[str], options: ConnectionOptions) -> tuple[str, ...]:
    """The names of the arguments, or the lines of standard input that are not empty.

    Raises:
        click.UsageError: there is none, or standard input is for something else or is no text.
    """
    if names and PIPED not in names:
        return tuple(names)
    if len(names) > 1:
        raise click.UsageError(f"{PIPED} stands for all names, from standard input: give it alone.")
    if not names and not is_piped():
        raise click.UsageError("Missing argument '[KIND/]ID'.")
    if options.api_key_stdin:
        raise click.UsageError("Standard input gives the key: give the names as arguments.")
    lines = text_of_file("the argument", PIPED, PIPED).splitlines()
    if not (found := tuple(line.strip() for line in lines if line.strip())):
        raise click.UsageError("Standard input names no resource: write KIND/ID, one a line.")
    return found


def name_given(name: str | None, options: ConnectionOptions) -> str:
    """The name of the argument, or the one line of standard input. Raises as `names_given`, also for more."""
    names = names_given((name,) if name is not None else (), options)
    if len(names) > 1:
        raise click.UsageError(
            f"Standard input names {len(names):,} resources, and this takes one: xargs -n 1 takes each."
        )
    return names[0]
