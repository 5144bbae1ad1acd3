"""`apply` and `diff`: documents as a plan."""

import json
from pathlib import Path

import pytest

from aixtui.cli.exit_codes import FAILED, USAGE
from tests.aixtui.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("fresh_access")
TEAM = """\
kind: agent
name: Lead
instructions: Lead.
agents: [Bee]
---
kind: agent
name: Bee
instructions: |-
  Work.
  Work more.
tools: [Calculator]
---
kind: tool
name: Adder
integration: aixplain/python-sandbox
data:
  code: "def add(a: int, b: int) -> int: return a + b"
"""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    file = tmp_path / "team.yaml"
    file.write_text(TEAM, encoding="utf-8")
    return file


def test_documents_are_made_in_the_order_of_their_references_and_then_left_alone(
    aixtui: Command, team: Path
) -> None:
    tried = aixtui("apply", "-f", str(team), "--dry-run")
    assert tried.code == 0
    heads = [line for line in tried.err.splitlines() if line.startswith("create")]
    assert heads == ["create: agent Bee", "create: tool Adder", "create: agent Lead"]
    asked = aixtui("apply", "-f", str(team))
    assert asked.code == USAGE
    assert json.loads(aixtui("ls", "agents", "-q", "Lead", "--jq", ".total").out) == 0
    done = json.loads(aixtui("apply", "-f", str(team), "-y", "-o", "json").out)["items"]
    ids = {one["name"]: one["id"] for one in done}
    lead = json.loads(aixtui("get", f"agents/{ids['Lead']}").out)
    assert ids["Bee"] in json.dumps(lead["agents"])
    again = json.loads(aixtui("apply", "-f", str(team), "-o", "json").out)["items"]
    assert {one["action"] for one in again} == {"none"}
    assert {one["name"]: one["id"] for one in again} == ids
    assert aixtui("diff", "-f", str(team)).out == ""


def test_one_change_is_the_only_one(aixtui: Command, team: Path) -> None:
    assert aixtui("apply", "-f", str(team), "-y").code == 0
    team.write_text(TEAM.replace("Work more.", "Rest."), encoding="utf-8")
    assert aixtui("diff", "-f", str(team)).out == (
        "change: agent Bee\n  Instructions:\n     Work.\n    -Work more.\n    +Rest.\n"
    )
    told = aixtui("diff", "-f", str(team), "--exit-code", "-o", "json")
    assert told.code == FAILED
    [change] = json.loads(told.out)["items"]
    assert change.pop("id")
    assert change == {
        "kind": "agent",
        "name": "Bee",
        "action": "change",
        "changes": [{"field": "Instructions", "before": "Work.\nWork more.", "after": "Work.\nRest."}],
    }
    done = json.loads(aixtui("apply", "-f", str(team), "-y", "-o", "json").out)["items"]
    assert [one["name"] for one in done if one["action"] == "change"] == ["Bee"]
    assert aixtui("diff", "-f", str(team), "--exit-code").code == 0


@pytest.mark.parametrize("name", ["code", "Code", "data.code"])
def test_a_field_goes_by_all_the_names_that_an_option_takes(
    aixtui: Command, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "tool.yaml"
    code = '"def add(a: int, b: int) -> int: return a + b"'
    lines = ("kind: tool", "Name: Adder", "integration: aixplain/python-sandbox", f"{name}: {code}")
    file.write_text("\n".join(lines), encoding="utf-8")
    wrong = aixtui("apply", "-f", str(file), "-y")
    assert (wrong.code, "has neither an id nor a name" in wrong.err) == (USAGE, True), "the name is no label"
    file.write_text(file.read_text(encoding="utf-8").replace("Name", "name"), encoding="utf-8")
    assert aixtui("apply", "-f", str(file), "-y").code == 0
    assert aixtui("diff", "-f", str(file)).out == ""


def test_a_list_in_json_is_as_good(aixtui: Command, tmp_path: Path) -> None:
    file = tmp_path / "two.json"
    file.write_text(json.dumps([{"kind": "agent", "name": f"A{n}"} for n in (1, 2)]), encoding="utf-8")
    assert aixtui("apply", "-f", str(file), "-y", "--jq", ".items[].name").out.split() == ["A1", "A2"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: x", "has no kind; there are agent, "),
        ("kind: agnt\nname: x", "has no kind 'agnt'"),
        ("kind: agent\nname: x\ninstructons: y", "has no field 'instructons'. Did you mean instructions?"),
        ("kind: agent\ninstructions: y", "has neither an id nor a name"),
        (
            "kind: agent\nname: A\nagents: [B]\n---\nkind: agent\nname: B\nagents: [A]",
            "refer to each other: A, B",
        ),
        ("kind: agent\nname: A\n---\nkind: agent\nname: A", "Two documents are named 'A'"),
        ("kind: tool\nname: T", "say what it is made of, as integration: ID"),
        ("kind: agent\nname: A\nagents: [Nobody]", "There is no agent 'Nobody'."),
        ("kind: [", "This is no YAML"),
    ],
)
def test_what_makes_no_plan_is_named(aixtui: Command, tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(text, encoding="utf-8")
    outcome = aixtui("apply", "-f", str(file), "-y")
    code = FAILED if "Nobody" in text else USAGE  # what the workspace lacks is no wrong usage
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


def test_a_step_that_is_refused_ends_the_plan_and_says_what_was_done(aixtui: Command, tmp_path: Path) -> None:
    file = tmp_path / "some.yaml"
    # The server takes no name twice, in whatever case it is written.
    names = ("Some first", "Text analyst", "Some third")
    file.write_text("\n---\n".join(f"kind: agent\nname: {name}" for name in names), encoding="utf-8")
    outcome = aixtui("apply", "-f", str(file), "-y", "-o", "json")
    assert outcome.code == FAILED, outcome
    assert [one["name"] for one in json.loads(outcome.out)["items"]] == ["Some first"]
    assert "nor were the 1 after it" in outcome.err
