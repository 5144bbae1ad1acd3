"""What is printed: data on stdout, everything for people on stderr."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from aixtui.cli.table import align
from aixtui.kindspec.plain_text import json_text


class OutputError(Exception):
    """What stdout leads to does not take what is written, such as a full disk."""

    title = "Cannot write the output"


def print_json(value: Any) -> None:
    """Print one JSON document, indented: what a terminal may show, and in a pipe exactly this value.

    Raises:
        OutputError: stdout does not take it.
    """
    text = json_text(value)
    with _stdout() as stdout:
        if not _can_encode(text, stdout):
            text = json_text(value, ascii_only=True)
        stdout.write(text + "\n")


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows of clean one-line cells: aligned and cut on a terminal, elsewhere whole, with tabs.

    Raises:
        OutputError: stdout does not take them.
    """
    with _stdout() as stdout:
        if stdout.isatty():
            lines = align(rows, shutil.get_terminal_size().columns)
        else:
            lines = ["\t".join(row) for row in rows]
        for line in lines:
            _write(line, stdout)


def say(text: str) -> None:
    """Print a line of clean text for people, on stderr."""
    _write(text, sys.stderr)


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Write to stdout and flush it: what goes wrong is met here, not at the exit where nobody says it.

    Raises:
        OutputError: it is closed, or what it leads to does not take what is written.
        BrokenPipeError: its reader has left.
    """
    if sys.stdout is None:  # what `>&-` does
        raise OutputError("Standard output is closed.")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:  # a reader that has left, as `head` does, wants no message
        raise
    except OSError as error:
        raise OutputError(f"{error.strerror}.") from error


def _write(text: str, stream: TextIO) -> None:
    if not _can_encode(text, stream):
        encoding = stream.encoding or "ascii"
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text + "\n")


def _can_encode(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
