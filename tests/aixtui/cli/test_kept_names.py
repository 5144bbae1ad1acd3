"""What is kept on this machine and is not there ends as what the server does not have."""

import json

import pytest

from aixtui.cli import tree
from aixtui.cli.exit_codes import DONE, NOT_FOUND, USAGE
from aixtui.cli.main import cli
from tests.aixtui.cli.conftest import Command

MISSING = [
    ("runs", "show", "zz"),
    ("runs", "attach", "zz"),
    ("runs", "wait", "zz"),
    ("runs", "note", "zz", "text"),
    ("runs", "star", "zz"),
    ("runs", "rm", "zz", "--yes"),
    ("runs", "compare", "zz", "yy"),
    ("undo", "99"),
    ("undo", "99", "--dry-run"),
    ("undo", "99", "--content", "x"),
    ("drafts", "show", "zz"),
    ("drafts", "rm", "zz", "--yes"),
    ("views", "rename", "zz", "yy"),
    ("views", "rm", "zz", "--yes"),
    ("profile", "use", "zz"),
    ("profile", "edit", "zz", "--tint", "warn"),
    ("profile", "rm", "zz", "--yes"),
    ("auth", "switch", "zz"),
    ("ls", "models", "--profile", "zz"),
]


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("arguments", MISSING, ids=" ".join)
def test_it_is_not_found(aixtui: Command, arguments: tuple[str, ...]) -> None:
    outcome = aixtui(*arguments)
    assert (outcome.code, outcome.out) == (NOT_FOUND, ""), outcome.err
    assert outcome.err.startswith("Not found: ")
    assert "aixtui" in outcome.err, "what lists those that there are"


@pytest.mark.parametrize("arguments", MISSING, ids=" ".join)
def test_the_help_of_each_says_so(arguments: tuple[str, ...]) -> None:
    command, path = tree.find(cli, arguments)
    assert str(NOT_FOUND) in tree.document(command, path)["exit_codes"]


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("arguments", [("runs", "show", "zz"), ("undo", "99"), ("drafts", "show", "zz")])
def test_programs_are_told_with_the_code_of_what_is_not_found(
    aixtui: Command, arguments: tuple[str, ...]
) -> None:
    told = json.loads(aixtui(*arguments, "-o", "json").err)["error"]
    assert (told["code"], told["title"]) == ("not-found", "Not found")


@pytest.mark.parametrize("word", ["nope", "--nope", "models nope=1"])
def test_a_word_of_the_commands_that_is_none_is_wrong_usage(aixtui: Command, word: str) -> None:
    assert aixtui("ls", word, "--sandbox").code == USAGE


@pytest.mark.usefixtures("sandbox_access")
def test_a_beginning_of_two_runs_is_wrong_usage_and_none_is_not_found(aixtui: Command) -> None:
    for _ in range(17):  # two of them begin with the same sign
        assert aixtui("run", "sandbox/sentiment", "--text", "Good.").code == DONE
    ids = [one["id"] for one in json.loads(aixtui("runs", "ls", "-o", "json").out)["items"]]
    first = next(one[0] for one in ids if [other[0] for other in ids].count(one[0]) > 1)
    both = aixtui("runs", "show", first)
    assert (both.code, f"More than one run begins with '{first}'" in both.err) == (USAGE, True)
    for nothing in ("", "?", "*"):
        assert aixtui("runs", "rm", nothing, "--yes").code == NOT_FOUND
