"""Names of resources from standard input."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from aixtui.cli.exit_codes import USAGE
from aixtui.sandbox import RunningSandbox
from tests.aixtui.cli.conftest import Command

LIMIT = 60
STATISTICS = "sandbox/text-statistics"
READER = "agents/sandbox-ws/report-writer"


def piped(text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "aixtui", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=LIMIT, check=False)


def test_get_prints_those_that_are_piped_in_and_several_as_a_list(fresh_access: RunningSandbox) -> None:
    one = piped(f"\n {STATISTICS} \n", "get")
    assert json.loads(one.stdout)["name"] == "Text Statistics"
    both = piped(f"models/{STATISTICS}\n{READER}\n", "get", "-")
    assert [document["name"] for document in json.loads(both.stdout)] == [
        "Text Statistics",
        "Report Writer",
    ], both.stderr
    assert piped("", "get", STATISTICS, READER, "-o", "ids").stdout.count("\n") == 2


def test_rm_deletes_those_that_are_piped_in_and_asks_nobody_there(
    aixtui: Command, fresh_access: RunningSandbox
) -> None:
    for name in ("One", "Two"):
        assert aixtui("create", "agent", "-f", f"name={name}", "-f", "instructions=x").code == 0
    refused = piped("agents/One\nagents/Two\n", "rm")
    assert refused.returncode == USAGE
    assert "--yes answers it" in refused.stderr
    assert aixtui("get", "agents/One").code == 0
    assert piped("agents/One\nagents/Two\n", "rm", "--yes").returncode == 0
    assert aixtui("get", "agents/Two").code != 0


def test_clone_takes_one(fresh_access: RunningSandbox) -> None:
    done = piped(f"{READER}\n", "clone", "-f", "name=Second", "--json", "name")
    assert json.loads(done.stdout) == {"name": "Second"}, done.stderr
    many = piped(f"{READER}\n{READER}\n", "clone")
    assert many.returncode == USAGE
    assert "Standard input names 2 resources, and this takes one: xargs -n 1 takes each." in many.stderr


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("", ("get",), "Standard input names no resource"),
        ("a\n", ("get", "-", "b"), "- stands for all names"),
        ("secret-key\n", ("rm", "-", "--api-key-stdin"), "Standard input gives the key"),
        ("secret-key\n", ("--api-key-stdin", "get"), "Standard input gives the key"),
    ],
)
def test_what_names_nothing_is_refused(text: str, arguments: tuple[str, ...], words: str) -> None:
    done = piped(text, *arguments)
    assert done.returncode == USAGE
    assert words in done.stderr
    assert "secret" not in done.stderr


def test_a_pipe_is_not_read_where_a_name_is_given(
    aixtui: Command, feed_stdin: Callable[[str], None], sandbox_access: object
) -> None:
    feed_stdin("no/such-model\n")
    assert aixtui("get", STATISTICS).code == 0


def test_without_a_pipe_a_name_is_missing() -> None:
    main, other = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "aixtui", "get"],
            stdin=other,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    finally:
        os.close(main)
        os.close(other)
    assert done.returncode == USAGE
    assert "Missing argument '[KIND/]ID'." in done.stderr
