"""`--help --json`: everything that click knows of the commands."""

import json
from typing import Any

import click
import pytest

from aixtui.cli import tree
from aixtui.cli.examples import EXAMPLES
from aixtui.cli.exit_codes import CAP, MEANINGS
from aixtui.cli.main import cli
from aixtui.kinds import KINDS
from tests.aixtui.cli.conftest import Command

ALL = list(tree.walk(cli, "aixtui"))


def flat(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [document, *(one for below in document["commands"] for one in flat(below))]


def test_the_tree_has_every_command_option_and_argument_of_click(aixtui: Command) -> None:
    outcome = aixtui("--help", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    documents = {one["command"]: one for one in flat(json.loads(outcome.out))}
    assert set(documents) == {path for path, _ in ALL}
    for path, command in ALL:
        info, found = command.to_info_dict(tree.context_of(command)), documents[path]
        options = {tuple(one["opts"]): one for one in info["params"] if one["param_type_name"] == "option"}
        told = {tuple(one["names"]): one for one in found["options"]}
        assert set(told) == {(*names, *one["secondary_opts"]) for names, one in options.items()}
        for names, one in options.items():
            is_there = told[(*names, *one["secondary_opts"])]
            assert (is_there["help"], is_there["required"]) == (one["help"], one["required"])
            assert (is_there["type"]["name"] == "flag") == one["is_flag"]
            if "choices" in one["type"]:
                assert is_there["type"]["choices"] == list(one["type"]["choices"])
        arguments = [one for one in info["params"] if one["param_type_name"] == "argument"]
        assert [one["required"] for one in found["arguments"]] == [one["required"] for one in arguments]
        assert [one["repeatable"] for one in found["arguments"]] == [one["nargs"] == -1 for one in arguments]


def test_defaults_bounds_and_repeatable_options_are_told(aixtui: Command) -> None:
    options = {
        one["names"][0]: one for one in json.loads(aixtui("runs", "ls", "--help", "--json").out)["options"]
    }
    assert options["--page"]["default"] == 1
    assert options["--size"]["type"] == {"name": "integer", "min": 1, "max": 1000}
    assert options["--state"]["repeatable"]
    assert "failed" in options["--state"]["type"]["choices"]


def test_one_command_is_told_alone_in_either_order_of_the_options(aixtui: Command) -> None:
    ls = json.loads(aixtui("ls", "--json", "--help").out)
    assert (ls["command"], ls["commands"]) == ("aixtui ls", [])
    assert ls == json.loads(aixtui("--sandbox", "ls", "-h", "--json").out)
    assert [one["name"] for one in ls["arguments"]] == ["KIND|ADDRESS"]


@pytest.mark.parametrize(("path", "command"), ALL, ids=[path for path, _ in ALL])
def test_every_command_has_help_an_example_and_its_exit_codes(path: str, command: click.Command) -> None:
    assert tree.prose(command)
    examples = tree.examples(command, path)
    assert examples, "a block of \\b with a line that begins with aixtui, or a row in examples.py"
    help_text = command.get_help(tree.context_of(command))
    assert [one for one in examples if f"  {one}\n" not in help_text] == []
    text = " ".join(help_text.split())
    assert tree.exit_code_words(tree.exit_codes(command)) in text or path == "aixtui"


def test_the_table_of_examples_names_commands_that_there_are() -> None:
    assert set(EXAMPLES) <= {path for path, _ in ALL}


def test_all_exit_codes_are_of_some_command() -> None:
    codes = {code for _, command in ALL for code in tree.exit_codes(command)}
    assert codes | {CAP} == set(MEANINGS)


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("rnu",), "Did you mean 'run'?"),
        (("auth", "lgoin"), "Did you mean 'login'?"),
        (("ls", "--qeury", "x"), "Did you mean '--query'?"),
        (("ls", "modles"), "Did you mean 'models'?"),
    ],
)
def test_what_is_mistyped_is_answered_with_the_nearest(
    aixtui: Command, arguments: tuple[str, ...], nearest: str
) -> None:
    outcome = aixtui(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert nearest in outcome.err


def test_the_help_of_what_takes_a_kind_names_them_all(aixtui: Command) -> None:
    plurals = [kind.plural for kind in KINDS]
    for words in (("ls",), ("get",), ("create",), ("views", "save"), ("runs", "ls")):
        assert f"Kinds: {', '.join(plurals)}." in " ".join(aixtui(*words, "--help").out.split())
    assert "Kinds:" not in aixtui("config", "show", "--help").out


def test_what_a_command_does_is_not_cut_in_the_list_of_commands(aixtui: Command) -> None:
    for group in ((), ("runs",), ("profile",), ("config",)):
        text = aixtui(*group, "--help").out
        assert "Commands:" in text
        assert "..." not in text.partition("Commands:")[2]


@pytest.mark.parametrize("group", ["auth", "config", "drafts", "profile", "runs", "views"])
def test_lists_are_asked_for_by_either_word(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    monkeypatch.setenv("AIXTUI_PROFILE", "sandbox")
    listed = [aixtui(group, word) for word in ("ls", "list")]
    assert [outcome.code for outcome in listed] == [0, 0]
    assert listed[0].out == listed[1].out
    wrong = aixtui(group, "lists")
    assert (wrong.code, "No such command 'lists'" in wrong.err) == (2, True)
