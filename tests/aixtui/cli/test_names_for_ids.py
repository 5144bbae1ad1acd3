"""Resources that commands are given by name, where an id is asked for."""

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.named import named
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.cli.conftest import Command
from tests.aixtui.saying_server import Said, saying

TWICE = "Claude Haiku 4.5"


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("name", ["agents/Text Analyst", "agent/ text analyst "])
def test_one_is_read_by_its_name_in_any_case(aixtui: Command, name: str) -> None:
    outcome = aixtui("get", name, "--jq", ".name")
    assert (outcome.code, outcome.out) == (0, "Text Analyst\n"), outcome.err


@pytest.mark.usefixtures("sandbox_access")
def test_one_is_run_by_its_name(aixtui: Command) -> None:
    outcome = aixtui("run", "Text statistics", "--wait", "--text", "One. Two.")
    assert json.loads(outcome.out)["data"]["sentences"] == 2


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize(
    "arguments", [("edit", "agents/Text Analyst", "-f", "name=Quill"), ("clone", "agents/Text Analyst")]
)
def test_one_is_changed_by_its_name(aixtui: Command, arguments: tuple[str, ...]) -> None:
    outcome = aixtui(*arguments, "--dry-run")
    assert outcome.code == 0
    assert outcome.err.startswith("Name:\n  -Text Analyst\n")


def test_one_is_deleted_by_its_name_and_no_other(aixtui: Command, fresh_access: RunningSandbox) -> None:
    for name in ("Quill", "Quill pen"):
        assert aixtui("create", "agent", "-f", f"name={name}").code == 0
    outcome = aixtui("rm", "agents/quill", "--yes")
    assert outcome.code == 0, outcome.err
    assert aixtui("get", "agents/Quill").code == 3
    assert aixtui("get", "agents/Quill pen").code == 0


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("command", [("get",), ("run", "--text", "x"), ("rm", "--yes")])
def test_of_more_than_one_the_ids_are_listed(aixtui: Command, command: tuple[str, ...]) -> None:
    items = json.loads(aixtui("ls", "models", "-q", TWICE, "--all", "-o", "json").out)["items"]
    ids = {item["id"] for item in items if item["name"] == TWICE}
    outcome = aixtui(*command, TWICE)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"The name of more than one: {len(ids)} are named '{TWICE}'. Say the id: ")
    assert all(one in outcome.err for one in ids)


@pytest.mark.usefixtures("sandbox_access")
def test_what_nothing_is_named_is_not_there(aixtui: Command) -> None:
    outcome = aixtui("get", "agents/Text")  # others have it in theirs
    assert outcome.code == 3
    assert outcome.err == (
        "Not found: Agent Text not found. Look for a name with aixtui ls agents -q Text.\n"
    )


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_server_that_refuses_what_is_no_id_is_asked_for_the_name(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    agent = {"id": "a-1", "name": "Quill"}
    with saying() as said:
        monkeypatch.setenv("BACKEND_URL", said.base)
        monkeypatch.setenv("MODELS_RUN_URL", said.base)
        monkeypatch.setenv("TEAM_API_KEY", "key-of-the-test")
        said.on("GET /v2/agents/Quill", Said({"message": "No ObjectId."}, status))
        said.on("GET /v2/agents/a-1", agent)
        said.on("POST /v2/agents/paginate", {"results": [agent], "total": 1, "pageTotal": 1})
        outcome = aixtui("get", "agents/Quill", "--jq", ".id")
        assert (outcome.code, outcome.out) == (0, "a-1\n"), outcome.err
        said.on("POST /v2/agents/paginate", Said({"message": "No list."}, status))
        assert "No ObjectId." in aixtui("get", "agents/Quill").err


def test_all_pages_are_looked_through_before_a_name_is_the_only_one() -> None:
    def search(_: Any, query: Query) -> Any:
        resource = SimpleNamespace(id=f"id-{query.page}", name="Quill" if query.page != 2 else "quill pen")
        return SimpleNamespace(rows=[SimpleNamespace(resource=resource)], unreadable=(), pages=3)

    workspace = cast("WorkspaceGateway", SimpleNamespace(search=search))
    assert named(workspace, AGENT, "quill") == [("id-1", "Quill"), ("id-3", "Quill")]
