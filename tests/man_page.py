"""The man page, made from the command tree."""

from collections.abc import Iterator
from typing import Any

from aixtui import __version__
from aixtui.cli.exit_codes import MEANINGS


def man_page(tree: dict[str, Any]) -> str:
    """The page as roff."""
    return "\n".join(_lines(tree)) + "\n"


def _lines(tree: dict[str, Any]) -> Iterator[str]:
    yield f'.TH AIXTUI 1 "" "aixtui {__version__}" "User Commands"'
    yield from (".SH NAME", r"aixtui \- browse and run everything in an aiXplain workspace")
    yield from (".SH SYNOPSIS", r".B aixtui", r"[\fIOPTIONS\fR] [\fICOMMAND\fR ...]")
    yield from (".SH DESCRIPTION", *_prose(tree["help"]), ".SH OPTIONS", *_options(tree))
    yield ".SH COMMANDS"
    for one in _leaves(tree):
        usage = " ".join(argument["name"] for argument in one["arguments"])
        yield from (f".SS {_text(one['command'])} {_text(usage)}".rstrip(), *_prose(one["help"]))
        own = [option for option in one["options"] if option not in tree["options"]]
        yield from _options({"options": own})
        yield from (".PP", ".nf", *map(_text, one["examples"]), ".fi")
    yield ".SH EXIT STATUS"
    for code, meaning in MEANINGS.items():
        yield from (".TP", rf"\fB{code}\fR", _text(meaning))


def _leaves(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in tree["commands"]:
        yield one
        yield from _leaves(one)


def _options(command: dict[str, Any]) -> Iterator[str]:
    for option in command["options"]:
        names = ", ".join(rf"\fB{_text(name)}\fR" for name in option["names"])
        yield from (".TP", names, _text(option["help"] or ""))


def _prose(text: str) -> Iterator[str]:
    for block in text.replace("\b\n", "").split("\n\n"):
        yield from (".PP", *(_text(line) for line in block.splitlines()))


def _text(text: str) -> str:
    """A line that roff prints as it is."""
    line = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    return rf"\&{line}" if line.startswith((".", "'")) else line
