"""What is printed: data on stdout, everything for people on stderr."""

import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from aixtui.cli.table import table_lines

# What a terminal may obey or reorder although JSON allows it inside strings: DEL, the C1 controls,
# directional marks, line separators. Lone surrogates cannot be encoded at all.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def print_json(value: Any) -> None:
    """Print one JSON document, indented, safe to read on a terminal."""
    text = json.dumps(value, indent=2, ensure_ascii=False, default=str)
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if not _fits(text, sys.stdout):
        text = json.dumps(value, indent=2, default=str)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()  # a reader that has left, as `head` does, is met here and not at the exit


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print clean one-line cells in columns; on a terminal lines are cut at its edge, elsewhere never."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in table_lines(heads, rows, width):
        _write(line, sys.stdout)
    sys.stdout.flush()


def say(text: str) -> None:
    """Print a line of clean text for people, on stderr."""
    _write(text, sys.stderr)


def _write(text: str, stream: TextIO) -> None:
    if not _fits(text, stream):
        encoding = stream.encoding or "ascii"
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text + "\n")


def _fits(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
