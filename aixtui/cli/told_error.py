"""An error as programs are told it: with a code that stays the same in every version."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import click

from aixtui.workspace.problems import Problem

_JSON = ("json", "jsonl")


def told_error(problem: Problem) -> dict[str, Any]:
    """The document of an error."""
    told = {"code": problem.code, "title": problem.title, "message": problem.text, "hint": problem.hint}
    return {"error": told}


def wrong_usage(error: click.ClickException, hint: str = "") -> Problem:
    """What is wrong with how a command was called."""
    return Problem("Wrong usage", error.format_message(), hint, code="usage")


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for JSON, as far as that is seen where it cannot be read."""
    pairs = {(name, form) for name in ("-o", "--output") for form in _JSON}
    words = {"--json", "--jq", *("".join(pair) for pair in pairs), *("=".join(pair) for pair in pairs)}
    return any(one in words or one.startswith(("--json=", "--jq=")) for one in arguments) or any(
        pair in pairs for pair in pairwise(arguments)
    )
