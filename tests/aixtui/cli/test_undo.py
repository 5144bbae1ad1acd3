"""`undo`: what was saved and deleted from here is listed and taken back, against a sandbox of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from aixtui.cli.exit_codes import DONE, FAILED, NOT_FOUND, USAGE
from tests.aixtui.cli.conftest import Command
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.usefixtures("fresh_access")


@pytest.fixture
def helper(aixtui: Command) -> str:
    """An agent that was made, and changed once."""
    made = aixtui("create", "agent", "-f", "name=Helper", "-f", "instructions=Be kind.", "-o", "ids")
    name = f"agents/{made.out.strip()}"
    assert aixtui("edit", name, "-f", "instructions=Be brief.", "--yes").code == DONE
    return name


def kept(aixtui: Command) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(aixtui("undo", "-o", "json").out)["items"]
    return found


def instructions(aixtui: Command, name: str) -> str:
    text: str = json.loads(aixtui("get", name).out)["instructions"]
    return text


def test_saves_and_deletions_are_listed_with_what_they_changed(aixtui: Command, helper: str) -> None:
    assert aixtui("rm", helper, "--yes").code == DONE
    deleted, saved = kept(aixtui)
    assert (deleted["act"], deleted["kind"], deleted["name"]) == ("deleted", "agent", "Helper")
    assert f"agents/{saved['resource']}" == helper
    assert saved["difference"] == ["Instructions: Be kind.", "  → Be brief."]
    assert "saved\tagent\tHelper\tInstructions: Be kind. → Be brief." in aixtui("undo").out
    assert aixtui("undo", "-o", "ids").out.split() == [str(deleted["id"]), str(saved["id"])]


def test_a_save_is_shown_asked_about_and_taken_back(aixtui: Command, helper: str) -> None:
    number = str(kept(aixtui)[0]["id"])
    with sandbox_requests() as requests:
        asked, tried = aixtui("undo", number), aixtui("undo", number, "--dry-run")
        refused = aixtui("undo", number, "--yes", "--read-only=yes")
    assert all(one.startswith("GET") or "paginate" in one for one in requests)
    assert (asked.code, tried.code, refused.code) == (USAGE, DONE, FAILED)
    for one in (asked, tried):
        assert "Instructions:\n  -Be brief.\n  +Be kind.\n" in one.err
    done = aixtui("undo", number, "--yes", "--json", "instructions")
    assert json.loads(done.out) == {"instructions": "Be kind."}
    again = aixtui("undo", number, "--yes")
    assert (again.code, again.out) == (FAILED, "")
    assert "there is nothing to take back" in again.err
    assert len(kept(aixtui)) == 2


def test_a_deletion_is_taken_back_once_with_what_is_said_beside_it(aixtui: Command, helper: str) -> None:
    assert aixtui("rm", helper, "--yes").code == DONE
    number = str(kept(aixtui)[0]["id"])
    done = aixtui("undo", number, "--yes", "-f", "name=Second helper", "-o", "json")
    assert done.code == DONE, done.err
    made = json.loads(done.out)
    assert (made["name"], made["instructions"]) == ("Second helper", "Be brief.")
    assert f"agents/{made['id']}" != helper
    gone = aixtui("undo", number, "--yes")
    assert gone.code == NOT_FOUND
    assert f"There is no save or deletion {number}. aixtui undo lists them." in gone.err


def test_what_somebody_else_changed_since_is_settled_by_an_option(aixtui: Command, helper: str) -> None:
    number = str(kept(aixtui)[0]["id"])
    assert aixtui("edit", helper, "-f", "instructions=Be loud.", "--yes").code == DONE
    asked = aixtui("undo", number, "--yes")
    assert asked.code == USAGE
    assert "--conflicts mine or theirs answers it" in asked.err
    assert instructions(aixtui, helper) == "Be loud."
    assert aixtui("undo", number, "--yes", "--conflicts", "mine").code == DONE
    assert instructions(aixtui, helper) == "Be kind."


def test_the_code_of_a_tool_is_said_again(aixtui: Command, tmp_path: Path) -> None:
    code = tmp_path / "adder.py"
    code.write_text("def add(a: int, b: int) -> int:\n    return a + b\n", encoding="utf-8")
    of = ("--of", "aixplain/python-sandbox")
    made = aixtui("create", "tool", *of, "-f", "name=Adder", "-f", f"code=@{code}", "-o", "ids")
    assert aixtui("rm", f"tools/{made.out.strip()}", "--yes").code == DONE
    number = str(kept(aixtui)[0]["id"])
    lacking = aixtui("undo", number, "--yes")
    assert lacking.code == USAGE
    assert "code is required" in lacking.err
    done = aixtui("undo", number, "--yes", "-f", f"code=@{code}", "--json", "name")
    assert json.loads(done.out) == {"name": "Adder"}


@pytest.mark.parametrize("arguments", [("-f", "name=x"), ("7", "-o", "csv"), ("seven",)])
def test_what_cannot_be_taken_back_is_wrong_usage(aixtui: Command, arguments: tuple[str, ...]) -> None:
    outcome = aixtui("undo", *arguments)
    assert (outcome.code, outcome.out) == (USAGE, "")


def test_the_login_of_a_tool_is_chosen_and_said_again(aixtui: Command) -> None:
    login = ("--way", "BEARER_TOKEN", "-f", "token=abc")
    made = aixtui("create", "tool", "--of", "composio/slack", "-f", "name=Channel", *login, "-o", "ids")
    assert aixtui("rm", f"tools/{made.out.strip()}", "--yes").code == DONE
    number = str(kept(aixtui)[0]["id"])
    asked = aixtui("undo", number, "--yes")
    assert asked.code == USAGE
    ways = "OAuth 2 (OAUTH2), bearer token (BEARER_TOKEN)"
    assert f"How to connect Slack: {ways}? Nobody can be asked here" in asked.err
    assert f"'COOKIE' is none of {ways}" in aixtui("undo", number, "--way", "COOKIE").err
    assert aixtui("undo", number, "--yes", *login).code == DONE


def test_what_is_said_names_commands_and_no_keys(aixtui: Command, helper: str) -> None:
    saved = aixtui("edit", helper, "-f", "instructions=Be quick.", "--yes")
    assert "Saved Helper. aixtui undo takes it back." in saved.err
    deleted = aixtui("rm", helper, "--yes")
    assert deleted.err == "Deleted Helper. aixtui undo brings it back.\n"


def test_what_was_in_a_deleted_file_is_written_and_brought_back(aixtui: Command, tmp_path: Path) -> None:
    source, target = tmp_path / "prices.csv", tmp_path / "out.csv"
    source.write_text("fruit,price\n", encoding="utf-8")
    made = aixtui("create", "file", "-f", f"source={source}", "-o", "ids")
    assert aixtui("rm", f"files/{made.out.strip()}", "--yes").code == DONE
    source.unlink()
    number = str(kept(aixtui)[0]["id"])
    written = aixtui("undo", number, "--content", str(target))
    assert (written.code, written.err) == (DONE, f"Saved as {target}.\n")
    assert target.read_text(encoding="utf-8") == "fruit,price\n"
    again = aixtui("undo", number, "--content", str(target))
    assert again.err == f"Saved as {target.with_stem('out-2')}.\n", "nothing is written over"
    nowhere = aixtui("undo", number, "--content", str(tmp_path / "none" / "out.csv"))
    assert (nowhere.code, "cannot be written" in nowhere.err) == (FAILED, True)
    assert aixtui("undo", number, "--yes").code == DONE
    files = json.loads(aixtui("ls", "files", "-o", "json").out)["items"]
    (left,) = [one for one in files if one["name"] == source.name]
    assert left["size"] == len("fruit,price\n")
    assert aixtui("undo", "99", "--content", str(target)).code == NOT_FOUND
