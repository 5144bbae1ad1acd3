"""What of an agent is sent: what the platform sent or somebody set, and what was emptied."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import ID
from tests.sdk.platform import BACKEND, Platform

SILENT = {
    name: value for name, value in documents.agent().items() if name not in ("model", "planner", "skills")
}
OPTIONAL = {"model", "supervisor", "planner", "responder", "skills", "files"}


@pytest.fixture(autouse=True)
def _updates(platform: Platform) -> None:
    platform.on(f"PUT /v2/agents/{ID}", {})
    platform.on("POST /v2/agents", SILENT)


def test_what_nobody_said_is_not_said(aix: Aixplain, platform: Platform) -> None:
    platform.on(f"GET /v2/agents/{ID}", SILENT)
    aix.Agent.get(ID).save(name="other")
    assert not OPTIONAL & set(platform.body())
    aix.Agent(id=ID, name="other").save()
    assert not OPTIONAL & set(platform.body())


def test_what_the_platform_said_goes_back(aix: Aixplain, platform: Platform) -> None:
    told: dict[str, Any] = {"planner": None, "supervisor": {"id": "s", "own": 1}, "skills": [], "files": []}
    platform.on(f"GET /v2/agents/{ID}", {**SILENT, **told})
    aix.Agent.get(ID).save(name="other")
    assert {key: platform.body()[key] for key in told} == told


@pytest.mark.parametrize("name", ["skills", "files"])
def test_a_list_that_was_emptied_is_sent_empty(aix: Aixplain, platform: Platform, name: str) -> None:
    parts: Any = {name: ["p1"]}
    agent: Any = aix.Agent(name="x", **parts).save()
    assert [part["id"] for part in platform.body()[name]] == ["p1"]
    # The platform does not tell of it, and still has it.
    getattr(agent, name).clear()
    agent.save()
    assert platform.body()[name] == []
    platform.on(f"GET /v2/agents/{ID}", {**SILENT, name: [{"id": "p1"}]})
    agent = aix.Agent.get(ID)
    setattr(agent, name, [])
    agent.save()
    assert platform.body()[name] == []
    # Nor may it have told of any at all.
    platform.on(f"GET /v2/agents/{ID}", SILENT)
    agent = aix.Agent.get(ID)
    setattr(agent, name, [])
    agent.save()
    assert platform.body()[name] == []


def test_a_role_that_was_taken_away_is_sent_as_null(aix: Aixplain, platform: Platform) -> None:
    platform.on(f"GET /v2/agents/{ID}", {**SILENT, "planner": {"id": "p1"}})
    agent = aix.Agent.get(ID)
    agent.planner = None
    agent.save()
    assert platform.body()["planner"] is None
    assert "supervisor" not in platform.body()


def test_a_setting_of_a_role_is_changed_in_its_document(aix: Aixplain, platform: Platform) -> None:
    settings: list[Any] = [{"name": "temperature", "value": "1", "own": 1}, {"name": "top_p", "value": "1"}]
    platform.on(f"GET /v2/agents/{ID}", {**SILENT, "planner": {"id": "p1", "own": 2, "parameters": settings}})
    agent = aix.Agent.get(ID)
    agent.planner["parameters"]["temperature"] = "0.5"
    agent.save()
    changed = [{**settings[0], "value": "0.5"}, settings[1]]
    assert platform.body()["planner"] == {"id": "p1", "own": 2, "parameters": changed}


def test_another_model_brings_nothing_of_the_one_before(aix: Aixplain, platform: Platform) -> None:
    role = {"id": "p1", "name": "First", "own": 1, "parameters": [{"name": "temperature", "value": "1"}]}
    platform.on(f"GET /v2/agents/{ID}", {**SILENT, "model": role, "planner": role})
    agent = aix.Agent.get(ID)
    agent.llm = "p2"
    agent.save()
    assert platform.body()["model"] == {"id": "p2"}
    assert platform.body()["planner"] == role


def test_files_of_an_agent(aix: Aixplain, platform: Platform) -> None:
    agent = aix.Agent(name="x", files=["f1", {"fileId": "f2", "name": "N", "description": ""}])
    agent.files.append(aix.File(id="f3", name="F", description="D"))  # type: ignore[union-attr]
    agent.save()
    assert platform.body()["files"] == [
        {"id": "f1"},
        {"id": "f2", "name": "N"},
        {"id": "f3", "name": "F", "description": "D"},
    ]


def test_a_file_must_be_saved_or_is_saved_with_its_agent(
    aix: Aixplain, platform: Platform, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("x")
    agent = aix.Agent(name="x", files=[aix.File(tmp_path / "notes.txt")])
    with pytest.raises(errors.ResourceError, match=r"must be saved before it: file 'notes.txt' was not"):
        agent.save()
    assert platform.sent == []
    platform.on("GET /sdk/file-asset/upload-allowance", {"allowed": True})
    place = {"uploadUrl": f"{BACKEND}/put", "downloadUrl": "https://dl.test/1"}
    platform.on("POST /sdk/file/upload/temp-url", place)
    platform.on("PUT /put", httpx.Response(200))
    platform.on("POST /sdk/file-asset", {"id": "f9", "name": "notes.txt", "fileType": "file"})
    agent.save(save_subcomponents=True)
    assert platform.body()["files"] == [{"id": "f9", "name": "notes.txt"}]


def test_a_deleted_agent_is_not_made_again(aix: Aixplain, platform: Platform) -> None:
    platform.on(f"DELETE /v2/agents/{ID}", {})
    agent = aix.Agent(id=ID, name="x")
    agent.delete()
    with pytest.raises(errors.ResourceError, match="deleted"):
        agent.save()
    assert platform.sent == [f"DELETE /v2/agents/{ID}"]
