"""What is printed: data on stdout, everything for people on stderr, all of it through `clean_streams`.

Whoever prints may so print what came from anywhere: commands, click, tracebacks of threads, warnings, logs.
"""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any, TextIO, cast

from aixtui.cli.colours import is_coloured, marks
from aixtui.cli.table import align_cells
from aixtui.kindspec.cells import clean
from aixtui.kindspec.plain_text import json_text, printable


class OutputError(Exception):
    """What stdout leads to does not take what is written, such as a full disk."""

    title = "Cannot write the output"


class ReaderLeftError(Exception):
    """Who read stdout has left, as `head` does: nobody wants a message.

    Not an OSError: click would take it, and what is still to be flushed would be complained of at the exit.
    """


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print one JSON document: what a terminal may show, and in a pipe exactly this value.

    Raises:
        OutputError: stdout does not take it.
    """
    text = json_text(value, indent=indent)
    with _stdout() as stdout:
        if not _can_encode(text, stdout.encoding or "ascii"):
            text = json_text(value, indent=indent, ascii_only=True)
        stdout.write(text + "\n")


def print_table(rows: Sequence[Sequence[str]], styles: Sequence[Sequence[str]] = ()) -> None:
    """Print rows of one-line cells: aligned and cut on a terminal, elsewhere whole, with tabs.

    `styles` are those of the cells of each row, for where there are colours.

    Raises:
        OutputError: stdout does not take them.
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    with _stdout() as stdout:
        if stdout.isatty():
            lines = align_cells(cells, shutil.get_terminal_size().columns)
        else:
            lines = [[*(f"{cell}\t" for cell in row[:-1]), *row[-1:]] for row in cells]
        if styles and is_coloured(is_terminal=stdout.isatty()):
            _write_coloured(stdout, lines, styles)
        else:
            stdout.writelines(f"{''.join(line)}\n" for line in lines)


def _write_coloured(stdout: object, lines: Sequence[Sequence[str]], styles: Sequence[Sequence[str]]) -> None:
    stream = stdout if isinstance(stdout, CleanStream) else CleanStream(cast("TextIO", stdout))
    for line, line_styles in zip(lines, styles, strict=True):
        for cell, style in zip(line, line_styles, strict=True):
            stream.write_marked(cell, *marks(style))
        stream.write("\n")


def print_lines(*lines: str) -> None:
    """Print lines of data.

    Raises:
        OutputError: stdout does not take them.
    """
    with _stdout() as stdout:
        stdout.writelines(f"{line}\n" for line in lines)


def print_text(text: str) -> None:
    """Print a text of any number of lines, each of which ends.

    Raises:
        OutputError: stdout does not take it.
    """
    with _stdout() as stdout:
        stdout.write(text)


def print_again(text: str) -> None:
    """Print what was written to another clean stream: it is clean but for marks of ours.

    Raises:
        OutputError: stdout does not take it.
    """
    with _stdout() as stdout:
        cast("CleanStream", stdout).write_clean(text)


def say(text: str) -> None:
    """Print a line for people, on stderr; where it cannot be written nobody wants to know."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{text}\n")


class CleanStream:
    """A stream of text that shows what acts by a stand-in, and what its encoding lacks by its number."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding, self.errors = stream.encoding or "ascii", stream.errors

    def write(self, text: str) -> int:
        """Write text from anywhere."""
        line = printable(text)
        if not _can_encode(line, self.encoding):
            line = line.encode(self.encoding, "backslashreplace").decode(self.encoding)
        self._stream.write(line)
        return len(text)

    def write_marked(self, text: str, start: str, end: str) -> None:
        """Write text from anywhere between marks of ours, which act."""
        shown = text.rstrip()
        self._stream.write(start)
        self.write(shown)
        self._stream.write(end)
        self.write(text[len(shown) :])

    def write_clean(self, text: str) -> None:
        """Write what another stream of this kind has written."""
        self._stream.write(text)

    def leads_to(self, kind: type) -> bool:
        """Whether it writes to a stream of this kind."""
        return isinstance(self._stream, kind)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts one after the other."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand over what was written."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Whether it leads to a terminal."""
        return self._stream.isatty()


@contextmanager
def clean_streams() -> Iterator[None]:
    """Let nothing act that is printed in the block, by whomever, on stdout or stderr."""
    streams = [stream and cast("TextIO", CleanStream(stream)) for stream in (sys.stdout, sys.stderr)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        yield


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Write to stdout and flush it: what goes wrong is met here, not at the exit where nobody says it.

    Raises:
        OutputError: it is closed, or what it leads to does not take what is written.
        ReaderLeftError: its reader has left.
    """
    if sys.stdout is None:  # what `>&-` does
        raise OutputError("Standard output is closed.")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderLeftError from None
    except OSError as error:
        raise OutputError(f"{error.strerror}.") from error


def _can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
