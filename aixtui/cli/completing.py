"""What the shell offers to complete a command line with: from the stored command tree and local files alone.

It runs at each press of Tab, so it loads neither click nor the commands, and never asks the network.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from aixtui.cli import local_names
from aixtui.cli.known_words import KnownWords
from aixtui.cli.local_names import Name

TREE = Path(__file__).with_name("commands.json")
"""What `--help --json` prints: written by `make screenshots`, compared by the tests."""
FILES = Name(":files")
"""Stands for the files of the folder, which shells complete themselves."""


def print_completions(words: Sequence[str]) -> None:
    """Print what the last of the words may become, each in a line, with what it is behind a tab."""
    tree: dict[str, Any] = json.loads(TREE.read_text(encoding="utf-8"))
    for name in completions(tree, words):
        sys.stdout.write(f"{name.value}\t{name.about}\n" if name.about else f"{name.value}\n")


def completions(tree: dict[str, Any], words: Sequence[str]) -> list[Name]:
    """What the last word may become."""
    (*before, typed), parted = _joined(words)
    option, start = "", ""
    if typed.startswith("--") and "=" in typed:
        option, _, typed = typed.partition("=")
        before, start = [*before, option], f"{option}="
    found = [*_after_option(before, tree, typed)]
    if not option and not parted:
        return found
    named = (Name(f"{start}{name.value}", name.about) for name in found if name is not FILES)
    return [Name(name.value.removeprefix(parted), name.about) for name in named]


def _joined(words: Sequence[str]) -> tuple[list[str], str]:
    """The words with what bash parts at = put together, and the part of the last that it holds for others."""
    joined, parted = list[str](), ""
    for number, word in enumerate(words):
        if joined and (word == "=" or words[number - 1] == "="):
            parted = joined[-1] + ("=" if word == "=" else "")
            joined[-1] += word
        else:
            joined.append(word)
            parted = ""
    return joined or [""], parted


def _after_option(before: Sequence[str], tree: dict[str, Any], typed: str) -> Iterator[Name]:
    command, place, open_option = _follow(tree, before)
    if open_option is not None:
        offered: Iterator[Name] = _values(open_option, typed, before)
    elif typed.startswith("-"):
        offered = _options(command, tree)
    elif command["commands"]:
        offered = (Name(one["command"].split()[-1], _line(one["help"])) for one in command["commands"])
    else:
        offered = _argument_values(command, place, typed, before)
    return (name for name in offered if name is FILES or name.value.startswith(typed))


def _follow(tree: dict[str, Any], before: Sequence[str]) -> tuple[dict[str, Any], int, dict[str, Any] | None]:
    """The command, how many arguments of it are there, and the option that waits for its value."""
    command, place, open_option = tree, 0, None
    for word in before:
        if open_option is not None:
            open_option = None
        elif word.startswith("-"):
            options = (one for one in command["options"] if word in one["names"])
            found = next(options, None)
            open_option = found if found and found["type"]["name"] != "flag" and not _is_bare(word) else None
        else:
            below = {one["command"].split()[-1]: one for one in command["commands"]}
            command, place = (below[word], 0) if word in below else (command, place + 1)
    return command, place, open_option


def _is_bare(word: str) -> bool:
    return word == "--read-only"  # its value follows a =


def _options(command: dict[str, Any], tree: dict[str, Any]) -> Iterator[Name]:
    for option in command["options"] or tree["options"]:
        for name in option["names"]:
            if name.startswith("--"):
                yield Name(name, _line(option["help"] or ""))


def _values(option: dict[str, Any], typed: str, before: Sequence[str]) -> Iterator[Name]:
    if "choices" in option["type"]:
        return (Name(one) for one in option["type"]["choices"])
    if "--profile" in option["names"]:
        return local_names.profiles()
    if "--filter" in option["names"]:
        return KnownWords().filters(before, typed)
    if option["metavar"] == "[-]COLUMN":
        return KnownWords().sorts(before, typed)
    return _named(option["metavar"] or option["type"]["name"].upper(), typed, before)


def _argument_values(
    command: dict[str, Any], place: int, typed: str, before: Sequence[str]
) -> Iterator[Name]:
    arguments = command["arguments"]
    if not arguments or (place >= len(arguments) and not arguments[-1]["repeatable"]):
        return iter(())
    argument = arguments[min(place, len(arguments) - 1)]
    if "choices" in argument["type"]:
        return (Name(one) for one in argument["type"]["choices"])
    if command["command"].startswith("aixtui profile ") and argument["name"] == "NAME":
        return local_names.profiles()
    if command["command"].startswith("aixtui config "):
        return KnownWords().settings() if argument["name"] == "NAME" else KnownWords().values(before[-1])
    if argument["name"] == "SCOPE":
        return KnownWords().scopes()
    if argument["type"]["name"] in ("path", "file"):
        return iter((FILES,))
    return _named(argument["name"], typed, before)


def _named(what: str, typed: str, before: Sequence[str]) -> Iterator[Name]:
    """What the name of an argument, or of the value of an option, says that it is."""
    if "[KIND/]ID" in what or what == "ADDRESS":
        return local_names.resources(typed, in_sandbox=_is_sandbox(before))
    if what.startswith("KIND"):
        return local_names.kinds()
    if what.startswith("RUN"):
        return local_names.runs(in_sandbox=_is_sandbox(before))
    return iter((FILES,)) if "FILE" in what or what == "TARGET" else iter(())


def _is_sandbox(before: Sequence[str]) -> bool:
    if any(word in ("--sandbox", "--ephemeral", "--db") for word in before):
        return True
    named = [name for option, name in pairwise(before) if option == "--profile"]
    return (named[-1] if named else local_names.profile_in_use()) == local_names.SANDBOX


def _line(text: str) -> str:
    return text.partition("\n")[0]
