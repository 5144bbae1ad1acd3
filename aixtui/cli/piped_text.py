"""The main input of a run from standard input: `--text -`, or what is piped where nothing else gives it."""

import os
import stat
import sys
from collections.abc import Collection, Sequence

from aixtui.cli.values import text_of_file

MAIN_INPUTS = ("text", "query", "data", "prompt")
"""What `--text` may fill: the first of these that the resource takes."""


def main_text(text: str | None, names: Sequence[str], given: Collection[str]) -> str | None:
    """The text for the main input: what was said, or stands on stdin; None where there is none.

    `names` are all inputs, `given` those that have a value already.

    Raises:
        click.UsageError: what stands on stdin is no text.
    """
    main = next((name for name in MAIN_INPUTS if name in names), None)
    if text == "-":
        return text_of_file("--text", main or "it", "-")
    if text is not None or main is None or main in given or not is_piped():
        return text
    return text_of_file("--text", main, "-") or None


def is_piped() -> bool:
    """Whether a program or a file was put before the command: not a terminal, nor what a service has."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError):  # closed, or none
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)
