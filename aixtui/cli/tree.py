"""The commands as data: `--help --json`, the man page and the tests read them here."""

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

import click

from aixtui.cli.examples import EXAMPLES
from aixtui.cli.exit_codes import (
    CAP,
    DONE,
    FAILED,
    INTERRUPTED,
    KEY,
    MEANINGS,
    NOT_FOUND,
    UNKNOWN,
    UNREACHABLE,
    USAGE,
)
from aixtui.cli.kept_names import takes_kept_name
from aixtui.cli.local_names import KINDS

HELP_NAMES = ["-h", "--help"]
_ASKED = ({"--help", "--json"}, {"-h", "--json"})
_EXAMPLE = re.compile(r"(?:^|[|;&] *)aixtui\b")


def context_of(command: click.Command) -> click.Context:
    """The context of a command as it is called: click keeps the option for help that it makes first."""
    return click.Context(command, help_option_names=HELP_NAMES)


def wanted_words(arguments: Sequence[str]) -> list[str] | None:
    """The words before `--help --json`, which ends the arguments; None where it does not."""
    *words, first, second = ("", "", *arguments)
    return [word for word in words if word] if {first, second} in _ASKED else None


def find(root: click.Command, words: Sequence[str]) -> tuple[click.Command, str]:
    """The command that words lead to, as far as they do, and its whole name."""
    command, path = root, "aixtui"
    for word in words:
        found = dict(children(command)).get(word)
        if found is not None:
            command, path = found, f"{path} {word}"
    return command, path


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with its whole name."""
    yield path, command
    for name, one in children(command):
        yield from walk(one, f"{path} {name}")


def children(command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """The commands of a group, with the names they have there; none of anything else."""
    if isinstance(command, click.Group):
        context = context_of(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield name, found


def document(command: click.Command, path: str) -> dict[str, Any]:
    """Everything about a command and those below it, as JSON has it."""
    parameters = command.get_params(context_of(command))
    options = [one for one in parameters if isinstance(one, click.Option) and not one.hidden]
    return {
        "command": path,
        "help": prose(command),
        "arguments": [_argument(one) for one in parameters if isinstance(one, click.Argument)],
        "options": [_option(one) for one in options],
        "examples": examples(command, path),
        "exit_codes": {str(code): MEANINGS[code] for code in exit_codes(command)},
        "commands": [document(one, f"{path} {name}") for name, one in children(command)],
    }


def prose(command: click.Command) -> str:
    """The help of a command without its examples."""
    blocks = _blocks(command)
    return "\n\n".join(block for block in blocks if not any(map(_EXAMPLE.search, block.splitlines())))


def examples(command: click.Command, path: str) -> list[str]:
    """The command lines that its help shows."""
    if path in EXAMPLES:
        return list(EXAMPLES[path])
    lines = [line.strip() for block in _blocks(command) for line in block.splitlines() if "\b" in block]
    return [line for line in lines if _EXAMPLE.search(line)]


_FIRST_SENTENCE = re.compile(r"(?<=[.:]) [A-Z].*")


def exit_codes(command: click.Command) -> list[int]:
    """What a command may end with; only what speaks to a backend can miss it, or its key.

    Where nothing is of a name, what is kept here ends as what is at the server. A word of the language, such
    as a kind, a column or a setting, is wrong usage.
    """
    names = {parameter.name for parameter in command.params}
    codes = [DONE, FAILED, USAGE, INTERRUPTED]
    if "backend_url" in names:
        codes += [NOT_FOUND, KEY, UNREACHABLE, UNKNOWN]
    elif takes_kept_name(command):
        codes += [NOT_FOUND]
    codes += [CAP] if "cap" in names else []
    return sorted(codes)


def exit_code_words(codes: Sequence[int]) -> str:
    """Exit codes and what they mean, as one line."""
    return "Exit codes: " + ", ".join(f"{code} {MEANINGS[code]}" for code in codes) + "."


def complete_help(command: click.Command, path: str) -> None:
    """Have the help of a command, and of those below it, end with its examples, kinds and exit codes."""
    for name, one in walk(command, path):
        lines = EXAMPLES.get(name, ())
        shown = "\n".join(("\b", *lines)) if lines else ""
        takes_kind = any("KIND" in (parameter.metavar or "") for parameter in one.params)
        takes_id = any("/]ID" in (parameter.metavar or "") for parameter in one.params)
        kinds = f"Kinds: {', '.join(KINDS)}." if takes_kind else ""
        kinds += " An ID is an id, a path, or a name that no other one has." if takes_id else ""
        one.short_help = _FIRST_SENTENCE.sub("", " ".join(_blocks(one)[0].split()))  # click would cut it
        one.epilog = "\n\n".join(filter(None, (shown, kinds, exit_code_words(exit_codes(one)))))


def _blocks(command: click.Command) -> list[str]:
    return inspect.cleandoc(command.help or "").split("\n\n")


def _argument(argument: click.Argument) -> dict[str, Any]:
    return {
        "name": argument.metavar or (argument.name or "").upper(),
        "type": _type(argument),
        "required": argument.required,
        "repeatable": argument.nargs == -1,
    }


def _option(option: click.Option) -> dict[str, Any]:
    default = option.to_info_dict()["default"]
    return {
        "names": [*option.opts, *option.secondary_opts],
        "type": _type(option),
        "metavar": option.metavar,
        "help": option.help,
        "required": option.required,
        "repeatable": option.multiple,
        "default": None if callable(default) or option.multiple else default,
        "variable": option.envvar,
    }


def _type(parameter: click.Parameter) -> dict[str, Any]:
    """What a value has to be: `text`, `integer`, `float`, `choice` and so on, and its bounds."""
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return {"name": "flag"}
    kind = parameter.type
    if isinstance(kind, click.Choice):
        return {"name": "choice", "choices": list(map(str, kind.choices))}
    found: dict[str, Any] = {"name": kind.name.removesuffix(" range")}
    bounds = {"min": getattr(kind, "min", None), "max": getattr(kind, "max", None)}
    return found | {name: bound for name, bound in bounds.items() if bound is not None}
