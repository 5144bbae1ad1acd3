from typing import Any

import httpx
import pytest

from tests.sandbox.agents import create, tool

NAME_TAKEN = "err.name_already_exists"


def test_an_agent_is_created_read_changed_and_deleted(own: httpx.Client) -> None:
    made = create(
        own,
        id=None,
        name="Invoice Explainer",
        description="Old words.",
        instructions="Answer.",
        createdAt=None,
        path="x/y",
    )
    assert made["assetInfo"]["instanceId"] == "sandbox-ws/invoice-explainer"
    assert made["status"] == "onboarded"
    assert made["model"]["name"] == "Word Chain"
    assert own.get(f"/v2/agents/{made['id']}").json() == made

    changed = own.put(
        f"/v2/agents/{made['id']}",
        json={**made, "name": "Bill Explainer", "description": "", "status": "draft"},
    ).json()
    assert (changed["name"], changed["status"], changed["id"]) == ("Bill Explainer", "draft", made["id"])
    assert changed["createdAt"] == made["createdAt"]
    assert own.get(f"/v2/agents/{made['id']}").json() == changed
    found = own.post("/v2/agents/paginate", json={"q": "bill expl"}).json()
    assert [item["id"] for item in found["results"]] == [made["id"]]
    assert own.post("/v2/agents/paginate", json={"q": "old words"}).json()["total"] == 0

    assert own.delete(f"/v2/agents/{made['id']}").status_code == httpx.codes.OK
    gone = own.get(f"/v2/agents/{made['id']}")
    assert gone.status_code == httpx.codes.NOT_FOUND
    assert "not found" in gone.json()["message"]
    assert own.delete(f"/v2/agents/{made['id']}").status_code == httpx.codes.NOT_FOUND


def test_a_new_agent_is_the_first_of_the_list(own: httpx.Client) -> None:
    made = create(own, name="Newest")
    assert own.post("/v2/agents/paginate", json={}).json()["results"][0]["id"] == made["id"]


def test_a_put_clears_what_it_leaves_out_but_for_roles_skills_and_files(own: httpx.Client) -> None:
    skill = own.post("/sdk/skill", json={"name": "filler"}).json()["id"]
    kept = {
        "model": {"id": "openai/gpt-4o", "parameters": [{"name": "temperature", "value": "0.2"}]},
        "supervisor": {"id": "openai/gpt-5.4"},
        "planner": {"id": "openai/gpt-4o"},
        "responder": {"id": "openai/gpt-5.4-mini"},
        "skills": [{"id": skill, "type": "skill", "assetId": skill}],
        "files": ["sandbox-ws/quarterly-sales.csv"],
    }
    made = create(own, name="A", budget={"maxCost": 1.0}, instructions="Do.", **kept)
    address = f"/v2/agents/{made['id']}"
    changed = own.put(address, json={"name": "A"}).json()
    assert (changed["budget"], changed["instructions"]) == ({}, None)
    assert {key: changed[key] for key in kept} == {key: made[key] for key in kept}
    assert made["planner"] is not None
    assert len(made["files"]) == len(made["skills"]) == 1
    assert own.get(address).json() == changed
    assert own.delete(f"/sdk/skill/{skill}").is_success
    assert own.put(address, json={"name": "B"}).json()["skills"] == made["skills"]  # nobody spoke of it
    cleared: dict[str, Any] = {
        "planner": None,
        "supervisor": None,
        "responder": None,
        "skills": [],
        "files": [],
    }
    changed = own.put(address, json={"name": "A", **cleared}).json()
    assert {key: changed[key] for key in cleared} == cleared
    assert changed["model"] == made["model"]


def test_an_agent_has_files_by_id_or_by_object_and_a_duplicate_has_them_too(own: httpx.Client) -> None:
    found = own.post("/sdk/file-asset/paginate", json={}).json()["results"]
    told = [{key: file[key] for key in ("id", "name", "description")} for file in found]
    one, two, three = (file["id"] for file in found)
    sent = [one, {"id": two, "name": "Old name"}, {"fileId": three}]
    made = create(own, name="Filed", files=sent)
    assert made["files"] == told
    assert own.put(f"/v2/agents/{made['id']}", json=made).json()["files"] == told
    copy = own.post(f"/v2/agents/{made['id']}/duplicate", json={}).json()
    assert copy["files"] == told
    assert create(own, name="None")["files"] == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (["none"], "err.asset_is_not_available"),
        ([{"name": "no id"}], "err.asset_is_not_available"),
        ([5], "each value in files must be object or string"),
        ("x", "files must be an array"),
    ],
)
def test_files_that_are_not_there_are_refused(own: httpx.Client, files: object, message: str) -> None:
    reply = own.post("/v2/agents", json={"name": "A", "files": files})
    assert (reply.status_code, reply.json()["message"]) == (httpx.codes.BAD_REQUEST, message)


def test_a_file_that_an_agent_has_is_not_deleted(own: httpx.Client) -> None:
    children = own.get("/sdk/file-asset/sandbox-ws%2Fproduct-handbook/children/recursive").json()
    inner = next(child for child in children if child["fileType"] == "file")
    made = create(own, name="Filed", files=[inner["id"]])
    for identifier in (inner["id"], "sandbox-ws%2Fproduct-handbook"):
        reply = own.delete(f"/sdk/file-asset/{identifier}")
        assert (reply.status_code, reply.json()["message"]) == (403, "err.file_is_in_use")
    own.put(f"/v2/agents/{made['id']}", json={"name": "Filed", "files": []})
    assert own.delete("/sdk/file-asset/sandbox-ws%2Fproduct-handbook").status_code == httpx.codes.OK


def test_names_are_unique_in_a_workspace(own: httpx.Client) -> None:
    first = create(own, name="Twin")
    second = create(own, name="Other")
    for reply in (
        own.post("/v2/agents", json={"name": "Twin"}),
        own.post("/v2/agents", json={"name": "TWIN"}),
        own.post("/v2/agents", json={"name": " Twin "}),
        own.post("/v2/agents", json={"name": " twin"}),
        own.put(f"/v2/agents/{second['id']}", json={"name": "Twin"}),
        own.post(f"/v2/agents/{first['id']}/duplicate", json={"name": "Other"}),
    ):
        assert reply.status_code == httpx.codes.BAD_REQUEST
        same = {"message": NAME_TAKEN, "supplierError": NAME_TAKEN}
        assert reply.json() == {"statusCode": 400, **same, "error": "Bad Request"}
    assert own.put(f"/v2/agents/{first['id']}", json={"name": "Twin"}).status_code == httpx.codes.OK
    assert own.put(f"/v2/agents/{first['id']}", json={"name": "twin "}).json()["name"] == "twin"
    own.delete(f"/v2/agents/{first['id']}")
    create(own, name="Twin")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "name should not be empty"),
        ({"name": " "}, "name should not be empty"),
        ({"name": 5}, "name must be a string"),
        ({"name": "A", "tools": [{"id": "x"}]}, "tools.0.type should not be empty"),
        ({"name": "A", "tools": [{"id": "x", "type": "tool"}]}, "err.asset_is_not_available"),
        ({"name": "A", "agents": [{"id": "x"}]}, "err.asset_is_not_available"),
        ({"name": "A", "model": {"id": "x"}}, "err.asset_is_not_available"),
        ({"name": "A", "skills": ["x"]}, "each value in skills must be object or array"),
        ({"name": "A", "status": "deleted"}, "status must be draft or onboarded"),
        ({"name": "A", "outputFormat": "xml"}, "outputFormat must be text, markdown or json"),
        ({"name": "A", "maxTokens": "many"}, "maxTokens must be an integer number of at least 1"),
        ({"name": "A", "maxTokens": -5}, "maxTokens must be an integer number of at least 1"),
        ({"name": "A", "planner": {"id": "x"}}, "err.asset_is_not_available"),
        ({"name": "A", "tasks": [{}]}, "tasks.0.name must be a string"),
        (
            {"name": "A", "budget": {"maxIterations": -1}},
            "budget.maxIterations must be an integer number of at least 1",
        ),
        (
            {"name": "A", "budget": {"maxIterations": 1.5}},
            "budget.maxIterations must be an integer number of at least 1",
        ),
        ({"name": "A", "instructions": []}, "instructions must be a string"),
        ({"name": "A", "outputFormat": ["text"]}, "outputFormat must be text, markdown or json"),
        ({"name": "A", "status": {}}, "status must be draft or onboarded"),
    ],
)
def test_a_wrong_agent_is_refused(own: httpx.Client, fields: dict[str, Any], message: str) -> None:
    reply = own.post("/v2/agents", json=fields)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    said = reply.json()["message"]
    assert message in (said if isinstance(said, list) else [said])


def test_a_public_agent_is_duplicated_not_changed(own: httpx.Client) -> None:
    public = own.post("/v2/agents/paginate", json={"ownership": "PUBLIC"}).json()["results"][0]
    for reply in (
        own.put(f"/v2/agents/{public['id']}", json=public),
        own.delete(f"/v2/agents/{public['id']}"),
    ):
        assert reply.status_code == httpx.codes.FORBIDDEN
    copies = [
        own.post(f"/v2/agents/{public['id']}/duplicate", json={"cloneSubagents": False}).json() for _ in "ab"
    ]
    assert [copy["name"] for copy in copies] == [f"{public['name']} (Copy)", f"{public['name']} (Copy 2)"]
    assert {copy["status"] for copy in copies} == {"draft"}
    assert {copy["clonedFromId"] for copy in copies} == {public["id"]}
    assert len({copy["assetInfo"]["instanceId"] for copy in copies}) == len(copies)
    assert own.delete(f"/v2/agents/{copies[0]['id']}").status_code == httpx.codes.OK


@pytest.mark.parametrize("length", [1, 2, 4])
def test_teams_form_no_ring(own: httpx.Client, length: int) -> None:
    first = last = create(own, name="Agent 1")
    for number in range(2, length + 1):
        last = create(own, name=f"Agent {number}", agents=[last["id"]])
    for entry in (last["id"], {"id": last["assetInfo"]["instanceId"], "inspectors": []}):
        reply = own.put(f"/v2/agents/{first['id']}", json={**first, "agents": [entry]})
        assert reply.status_code == httpx.codes.BAD_REQUEST
        assert reply.json()["message"] == "agents must not lead back to the agent itself"
    assert own.get(f"/v2/agents/{first['id']}").json() == first


def test_what_an_agent_refers_to_by_path_is_stored_by_id(own: httpx.Client) -> None:
    member = create(own, name="Member")
    sentiment = own.get("/v2/models/sandbox%2Fsentiment").json()["id"]
    team = create(
        own,
        name="Team",
        agents=["sandbox-ws/member"],
        tools=[{"assetId": "sandbox/sentiment", "type": "model"}],
    )
    assert team["agents"] == [{"id": member["id"], "inspectors": []}]
    assert (team["tools"][0]["id"], team["tools"][0]["assetId"]) == (sentiment, sentiment)
    assert own.delete(f"/v2/agents/{member['id']}").status_code == httpx.codes.FORBIDDEN


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"tools": [{"type": 5}]}, "tools.0.type must be a string"),
        ({"tasks": [{"name": "a", "description": 5}]}, "tasks.0.description must be a string"),
        ({"tasks": [{"name": "a", "dependencies": 5}]}, "tasks.0.dependencies must be an array"),
        ({"inspectorTargets": [5]}, "each value in inspectorTargets must be a string"),
        ({"model": {"parameters": "x"}}, "model.parameters must be an array"),
        ({"planner": {}}, "err.asset_is_not_available"),
        ({"planner": {"parameters": [1]}}, "each value in planner.parameters must be an object"),
    ],
)
def test_parts_of_a_wrong_type_are_refused_by_name(
    api: httpx.Client, fields: dict[str, Any], message: str
) -> None:
    reply = api.post("/v2/agents", json={"name": "Wrong", **fields})
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["message"] == message


def test_an_agent_in_use_cannot_be_deleted(own: httpx.Client) -> None:
    member = create(own, name="Member")
    team = create(own, name="Team", agents=[{"id": member["id"], "inspectors": []}])
    refused = own.delete(f"/v2/agents/{member['id']}")
    assert refused.status_code == httpx.codes.FORBIDDEN
    assert refused.json()["message"] == "err.agent_is_in_use"
    own.delete(f"/v2/agents/{team['id']}")
    assert own.delete(f"/v2/agents/{member['id']}").status_code == httpx.codes.OK


def test_an_agent_cannot_be_its_own_member(own: httpx.Client) -> None:
    made = create(own, name="Ring")
    reply = own.put(f"/v2/agents/{made['id']}", json={"name": "Ring", "agents": [{"id": made["id"]}]})
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert own.delete(f"/v2/agents/{made['id']}").status_code == httpx.codes.OK


def test_duplicating_a_team_can_duplicate_its_members(own: httpx.Client) -> None:
    member = create(own, name="Member")
    team = create(own, name="Team", agents=[{"id": member["id"], "inspectors": []}])
    shared = own.post(f"/v2/agents/{team['id']}/duplicate", json={"cloneSubagents": False}).json()
    deep = own.post(f"/v2/agents/{team['id']}/duplicate", json={"cloneSubagents": True}).json()
    assert shared["agents"][0]["id"] == member["id"]
    assert deep["agents"][0]["id"] != member["id"]
    assert own.get(f"/v2/agents/{deep['agents'][0]['id']}").json()["name"] == "Member (Copy)"


def test_the_legacy_document_has_the_old_names(own: httpx.Client) -> None:
    made = create(own, name="Old", tools=[tool(own, "sandbox/sentiment")])
    legacy = own.get(f"/sdk/agents/{made['id']}").json()
    assert [asset["name"] for asset in legacy["assets"]] == ["Sentiment"]
    assert legacy["llmId"] == made["model"]["id"]
    assert legacy["tools"][0]["type"] == "llm"
