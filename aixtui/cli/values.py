"""`-i NAME=VALUE`, as typed on the command line."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from aixtui.files.gate import read_file

_OPENED_BY_THE_SHELL = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


@dataclass(frozen=True)
class Values:
    """The inputs of a run, by their names, in the two forms that they are written in."""

    texts: dict[str, str]
    """`NAME=VALUE` and `NAME=@FILE`: text, to be read as the parameter's type asks."""

    ready: dict[str, Any]
    """`NAME:=JSON` and `NAME:=@FILE`: sent as it is."""


def parse_values(items: Iterable[str], option: str = "-i") -> Values:
    """Read `NAME=VALUE` and `NAME:=JSON`, as they are given with an option; `@FILE` reads either from a file.

    `@-` is stdin.

    Raises:
        click.UsageError: an item has none of these forms, is given twice, or its file cannot be read.
    """
    values = Values({}, {})
    for item in items:
        name, equals, text = item.partition("=")
        is_json = name.endswith(":")
        name = name.removesuffix(":").strip()
        if not equals or not name:
            raise click.UsageError(f"{option} {item!r} is not NAME=VALUE, NAME=@FILE or NAME:=JSON.")
        if name in values.texts or name in values.ready:
            raise click.UsageError(f"{option} gives {name!r} more than once.")
        if text.startswith("@"):
            text = text_of_file(option, name, text[1:])
        if is_json:
            values.ready[name] = _json(option, name, text)
        else:
            values.texts[name] = text
    return values


def refuse_what_json_lacks(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values unless one holds NaN or an infinity, which Python reads and JSON lacks.

    Raises:
        click.UsageError: names the value.
    """
    for name, value in values.items():
        try:
            json.dumps(value, allow_nan=False, default=str)  # a file is a path until it is uploaded
        except ValueError:
            raise click.UsageError(f"{name} must be a finite number: JSON has no NaN or infinity.") from None
    return values


def text_of_file(option: str, name: str, path: str) -> str:
    """The text of a file that an option names; `-` is stdin.

    Raises:
        click.UsageError: it cannot be read.
    """
    try:
        # Bytes, since the text of stdin would be read as the locale says, and never refused in the C locale.
        return _bytes(path).decode("utf-8")
    except OSError as error:
        raise click.UsageError(f"{option} {name}: cannot read {path!r}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{option} {name}: {path!r} is not UTF-8 text.") from None


def _json(option: str, name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.UsageError(f"{option} {name}:= is not followed by JSON: {error}.") from None


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    # What a shell opens for a command, such as `@<(command)`, may be a pipe: it is read until it ends.
    return Path(path).read_bytes() if path.startswith(_OPENED_BY_THE_SHELL) else read_file(Path(path))
