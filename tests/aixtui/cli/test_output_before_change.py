"""How to print is checked before anything is changed; what came of a change is printed whatever it lacks."""

import json
from pathlib import Path

import pytest

from aixtui.cli.exit_codes import DONE, USAGE
from tests.aixtui.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("fresh_access")
WAYS = (
    (("--json", "id,nme"), "There is no field 'nme'. Did you mean name?"),
    (("--jq", ".["), "--jq: "),
    (("--template", "{{ name"), "--template: "),
)


def numbers(aixtui: Command) -> list[int]:
    """How many agents, tools and files there are."""
    return [
        json.loads(aixtui("ls", kind, "-o", "json").out)["total"] for kind in ("agents", "tools", "files")
    ]


@pytest.mark.parametrize(("way", "words"), WAYS)
@pytest.mark.parametrize(
    "command",
    [
        ("create", "agent", "-f", "name=Helper", "-f", "instructions=Help."),
        ("create", "tool", "--of", "aixplain/python-sandbox", "-f", "name=T", "-f", "code=def f(): pass"),
        ("edit", "agents/sandbox-ws/text-analyst", "-f", "description=Other", "--yes"),
        ("clone", "agents/sandbox-ws/text-analyst"),
        ("duplicate", "agents/sandbox-ws/text-analyst"),
        ("upload", "FILE"),
        ("apply", "-f", "FILE", "--yes"),
    ],
    ids=lambda command: "-".join(command[:2]),
)
def test_nothing_is_changed_where_the_output_cannot_be_as_wanted(
    aixtui: Command,
    tmp_path: Path,
    command: tuple[str, ...],
    way: tuple[str, ...],
    words: str,
) -> None:
    file = tmp_path / "agent.yaml"
    file.write_text("kind: agent\nname: Applied\ninstructions: Help.\n", encoding="utf-8")
    before = numbers(aixtui), aixtui("get", "agents/sandbox-ws/text-analyst").out
    outcome = aixtui(*(str(file) if part == "FILE" else part for part in command), *way)
    assert (outcome.code, outcome.out) == (USAGE, "")
    assert words in outcome.err
    assert (numbers(aixtui), aixtui("get", "agents/sandbox-ws/text-analyst").out) == before


def test_a_field_that_a_result_lacks_is_null_and_told(aixtui: Command) -> None:
    outcome = aixtui("run", "sandbox/text-statistics", "--text", "Guten Tag", "--json", "status,zzz")
    assert outcome.code == DONE
    assert json.loads(outcome.out) == {"status": "SUCCESS", "zzz": None}
    assert "There is no field 'zzz'. There are " in outcome.err


def test_fields_of_what_is_made_are_taken(aixtui: Command) -> None:
    made = aixtui(
        "create", "agent", "-f", "name=H", "-f", "instructions=x", "--json", "name,status,createdAt"
    )
    assert made.code == DONE
    assert [*json.loads(made.out)] == ["name", "status", "createdAt"]
