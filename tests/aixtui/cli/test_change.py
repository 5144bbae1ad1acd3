"""`create`, `edit`, `clone` and `rm`, against a sandbox of their own."""

import json
from pathlib import Path
from typing import Any

import click
import pytest

from aixtui.cli.exit_codes import FAILED, NOT_FOUND, USAGE
from aixtui.cli.main import cli
from aixtui.system import paths
from tests.aixtui.cli.conftest import Command

CALCULATOR = "Calculator"
pytestmark = pytest.mark.usefixtures("fresh_access")


def make(aixtui: Command, *fields: str) -> dict[str, Any]:
    outcome = aixtui("create", "agent", *[part for one in fields for part in ("-f", one)])
    assert outcome.code == 0, outcome.err
    made: dict[str, Any] = json.loads(outcome.out)
    return made


def agents(aixtui: Command) -> int:
    total: int = json.loads(aixtui("ls", "agents", "-o", "json").out)["total"]
    return total


def test_an_agent_is_made_of_names_of_fields_and_of_resources(aixtui: Command, tmp_path: Path) -> None:
    text = tmp_path / "instructions.md"
    text.write_text("Answer\nbriefly.\n", encoding="utf-8")
    made = make(aixtui, "name=Helper", f"Instructions=@{text}", f"tools={CALCULATOR}", "tools=Text Tools")
    assert made["instructions"] == "Answer\nbriefly.\n"
    assert [tool["name"] for tool in made["tools"]] == [CALCULATOR, "Text Tools"]
    assert json.loads(aixtui("get", f"agents/{made['id']}").out)["name"] == "Helper"


def test_an_agent_is_made_as_a_draft(aixtui: Command) -> None:
    assert make(aixtui, "name=Helper", "State=draft")["status"] == "draft"
    assert make(aixtui, "name=Other", "status=onboarded")["status"] == "onboarded"
    refused = aixtui("create", "agent", "-f", "name=Third", "-f", "status=half")
    assert "onboarded or draft" in refused.err


def test_a_tool_is_made_of_an_integration(aixtui: Command, tmp_path: Path) -> None:
    code = tmp_path / "adder.py"
    code.write_text("def add(a: int, b: int) -> int:\n    return a + b\n", encoding="utf-8")
    made = aixtui(
        "create", "tool", "--of", "aixplain/python-sandbox", "-f", "name=Adder", "-f", f"code=@{code}"
    )
    tool = json.loads(made.out)
    assert tool["name"] == "Adder"
    ran = aixtui("run", f"tools/{tool['id']}", "-i", "action=add", "-i", 'data:={"a": 2, "b": 3}')
    assert "5" in json.dumps(json.loads(ran.out)["data"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("create", "agent", "--file"),
        ("clone", "agents/nobody", "--file"),
        ("edit", "agents/nobody", "--yes", "--file"),
        ("apply", "-y", "-f"),
        ("diff", "-f"),
        ("undo", "1", "--file"),
    ],
)
def test_a_file_that_cannot_be_taken_is_wrong_usage_told_first(
    aixtui: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (broken := tmp_path / "broken.yaml").write_text("x: [", encoding="utf-8")
    (picture := tmp_path / "picture.png").write_bytes(b"\xff\xfe")
    for file in (tmp_path / "nothing.yaml", tmp_path, broken, picture):
        outcome = aixtui(*arguments, str(file))
        assert (outcome.code, outcome.out) == (USAGE, "")
        assert outcome.err.startswith("The file cannot be read: "), outcome.err
        assert str(file) in outcome.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("create", "agent", "-f", "nme=x"), USAGE, "no field 'nme'. Did you mean name?"),
        (
            ("edit", "agents/sandbox-ws/text-analyst", "-f", "nme=x", "--yes"),
            USAGE,
            "no field 'nme'. Did you mean name?",
        ),
        (("create", "agent", "-f", "tools=Nobody"), FAILED, "There is no model or tool or utility 'Nobody'."),
        (("create", "agent", "-f", "name=a", "-f", "name=b"), USAGE, "Name is said twice."),
    ],
)
def test_what_fits_nothing_is_named_and_nothing_is_sent(
    aixtui: Command, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = agents(aixtui)
    outcome = aixtui(*arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err
    assert agents(aixtui) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("create", "agent"), "Name is required."),
        (("create", "agent", "-f", "name=Text Analyst"), "That name is taken already"),
        (("create", "agent", "-f", "name=x", "-f", "max_tokens=many"), "must be a number"),
        (("create", "agent", "-f", "name"), "is not NAME=VALUE"),
        (("create", "models", "-f", "name=x"), "read-only"),
        (("create", "tool"), "name it with --of"),
        (
            ("create", "tool", "--of", "composio/slack", "-f", "name=x"),
            "--way is one of OAUTH2, BEARER_TOKEN",
        ),
        (("create", "agent", "--of", "x"), "leave out --of and --way"),
        (("edit", "models/sandbox/sentiment", "-f", "name=x"), "read-only"),
        (("rm", "agents/"), "names no resource"),
    ],
)
def test_wrong_usage_says_what_would_be_right(
    aixtui: Command, arguments: tuple[str, ...], words: str
) -> None:
    outcome = aixtui(*arguments)
    assert (outcome.code, outcome.out) == (USAGE, "")
    assert words in outcome.err


def test_a_change_is_shown_asked_about_and_made(aixtui: Command) -> None:
    made = make(aixtui, "name=Helper", "instructions=Be kind.")
    name = f"agents/{made['id']}"
    change = ("edit", name, "-f", "instructions=Be brief.")
    asked = aixtui(*change)
    assert asked.code == USAGE
    assert "--yes answers it" in asked.err
    tried = aixtui(*change, "--dry-run")
    assert (tried.code, tried.out) == (0, "")
    assert "  -Be kind.\n  +Be brief.\n" in tried.err
    assert json.loads(aixtui("get", name).out)["instructions"] == "Be kind."
    done = aixtui(*change, "--yes", "--json", "instructions")
    assert json.loads(done.out) == {"instructions": "Be brief."}
    again = aixtui(*change, "--yes")
    assert (again.code, json.loads(again.out)["instructions"]) == (0, "Be brief.")
    assert "Nothing has changed." in again.err


def test_a_document_is_edited_in_a_file_or_a_pipe(aixtui: Command, tmp_path: Path, feed_stdin: Any) -> None:
    made = make(aixtui, "name=Helper", "instructions=Be kind.")
    name = f"agents/{made['id']}"
    file = tmp_path / "agent.yaml"
    file.write_text(aixtui("get", name, "-o", "yaml").out.replace("Be kind.", "Be quick."), encoding="utf-8")
    assert aixtui("edit", name, "--file", str(file), "-y").code == 0
    assert json.loads(aixtui("get", name).out)["instructions"] == "Be quick."
    feed_stdin('{"instructions": "Be quiet."}')
    assert aixtui("edit", name, "--file", "-", "-y").code == 0
    assert json.loads(aixtui("get", name).out) | {"updatedAt": ""} == made | {
        "instructions": "Be quiet.",
        "updatedAt": "",
    }


def test_a_document_names_resources_by_their_names(aixtui: Command, tmp_path: Path) -> None:
    file = tmp_path / "agent.yaml"
    text = f"name: Helper\nllm: Word Chain\ntools: [{CALCULATOR}, sandbox/sentiment]\n"
    file.write_text(text, encoding="utf-8")
    made = json.loads(aixtui("create", "agent", "--file", str(file)).out)
    assert [tool["name"] for tool in made["tools"]] == [CALCULATOR, "Sentiment"]
    file.write_text(text.replace(CALCULATOR, "Nobody"), encoding="utf-8")
    before = agents(aixtui)
    missing = aixtui("create", "agent", "--file", str(file))
    assert (missing.code, missing.out) == (FAILED, "")
    assert "There is no model or tool or utility 'Nobody'." in missing.err
    assert agents(aixtui) == before


def test_what_the_server_has_against_a_field_is_told(aixtui: Command) -> None:
    make(aixtui, "name=Helper")
    again = aixtui("create", "agent", "-f", "name=Helper")
    assert (again.code, again.out) == (USAGE, "")
    assert "That name is taken already: choose another one." in again.err


def test_an_editor_of_ones_own_needs_a_terminal(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    made = make(aixtui, "name=Helper")
    outcome = aixtui("edit", f"agents/{made['id']}", "-y")
    assert "-f or --file" in outcome.err
    assert outcome.code == USAGE
    assert not (paths.state_dir() / "editor").exists()


def test_a_clone_has_a_free_name_or_the_one_that_is_said(aixtui: Command) -> None:
    made = make(aixtui, "name=Helper", "instructions=Be kind.")
    first = json.loads(aixtui("clone", f"agents/{made['id']}").out)
    assert (first["name"], first["instructions"]) == ("Helper (copy)", "Be kind.")
    named = json.loads(aixtui("clone", f"agents/{made['id']}", "-f", "name=Second").out)
    assert named["name"] == "Second"
    assert len({made["id"], first["id"], named["id"]}) == 3


def test_what_is_used_is_deleted_with_yes_alone_and_can_come_back(aixtui: Command) -> None:
    made = make(aixtui, "name=Helper")
    lead = make(aixtui, "name=Lead", f"agents={made['id']}")
    tried = aixtui("rm", f"agents/{made['id']}", "--dry-run")
    assert "Used by the agent Lead" in tried.err
    asked = aixtui("rm", f"agents/{lead['id']}")
    assert asked.code == USAGE
    assert aixtui("get", f"agents/{lead['id']}").code == 0
    asked = aixtui("rm", f"agents/{made['id']}")
    assert asked.code == USAGE
    assert "--yes answers it" in asked.err
    assert "Type" not in asked.err, "nobody can"
    done = aixtui("rm", f"agents/{lead['id']}", f"agents/{made['id']}", "--yes")
    assert done.code == 0, done.err
    assert "aixtui undo brings it back" in done.err
    assert aixtui("get", f"agents/{made['id']}").code == NOT_FOUND
    assert aixtui("rm", f"agents/{made['id']}", "--yes").code == NOT_FOUND


def test_a_key_that_is_told_once_is_told_to_people(aixtui: Command) -> None:
    outcome = aixtui("create", "api-key", "-f", "name=robot", "-f", "budget=5")
    assert outcome.code == 0, outcome.err
    document = json.loads(outcome.out)
    told = [line for line in outcome.err.splitlines() if len(line) > 20 and " " not in line]
    assert len(told) == 1
    assert told[0] not in outcome.out
    assert document["name"] == "robot"


def test_nothing_is_changed_where_the_workspace_is_only_read(aixtui: Command) -> None:
    before = agents(aixtui)
    outcome = aixtui("create", "agent", "-f", "name=x", "--read-only=yes")
    assert outcome.code == FAILED
    assert "read-only" in outcome.err.casefold()
    assert agents(aixtui) == before


def test_where_nothing_has_a_name_for_its_id_it_is_said_how_to_look(aixtui: Command) -> None:
    missing = aixtui("get", "tools/Calculat")
    assert missing.code == NOT_FOUND
    assert "Look for a name with aixtui ls tools -q Calculat." in missing.err
    missing = aixtui("rm", "agents/Helper", "--yes")
    assert missing.code == NOT_FOUND
    assert "Look for a name with aixtui ls agents -q Helper." in missing.err


@pytest.mark.parametrize(
    "name", ["apply", "clone", "create", "duplicate", "edit", "onboard", "rm", "undo", "upload"]
)
def test_whatever_changes_anything_takes_yes_and_a_dry_run(name: str) -> None:
    with click.Context(cli) as context:
        command = cli.get_command(context, name)
    assert command is not None
    assert {"--yes", "--dry-run"} <= {option for one in command.params for option in one.opts}


def test_a_document_of_apply_fills_what_is_made(aixtui: Command, tmp_path: Path) -> None:
    file = tmp_path / "agent.yaml"
    file.write_text("kind: agent\nname: A\nInstructions: Be kind.\n", encoding="utf-8")
    made = aixtui("create", "agent", "--file", str(file), "--json", "name,instructions")
    assert (made.code, "Not known here" in made.err) == (0, False), made.err
    assert json.loads(made.out) == {"name": "A", "instructions": "Be kind."}
    before = agents(aixtui)
    other = aixtui("create", "skill", "--file", str(file), "-f", "name=B")
    assert (other.code, other.out) == (USAGE, "")
    assert "The document says that it is of kind agent, and not skill." in other.err
    assert agents(aixtui) == before
