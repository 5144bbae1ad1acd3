from typing import Any

import httpx
import pytest

from tests.sandbox.agents import create
from tests.sandbox.connections import CODE, PYTHON, SLACK, SQLITE, action, connect, execute
from tests.sandbox.polls import outcome


def test_a_python_function_becomes_a_tool_that_runs(own: httpx.Client) -> None:
    tool = connect(own, PYTHON, "adder", code=CODE)
    document = own.get(f"/v2/tools/{tool}").json()
    assert document["parentModelId"] == PYTHON
    assert document["assetInfo"]["instanceId"] == "sandbox-ws/adder"
    assert document["description"].endswith("Authentication scheme used for this connections: NO_AUTH")
    assert document["allowedActions"] == []
    [listed] = action(own, tool, "LIST_ACTIONS", {})
    assert (listed["name"], listed["description"]) == ("add", "Add two numbers.")
    [spec] = action(own, tool, "LIST_INPUTS", {"actions": ["ADD"]})
    assert [(item["code"], item["datatype"], item["required"]) for item in spec["inputs"]] == [
        ("a", "integer", True),
        ("b", "integer", False),
    ]
    assert action(own, tool, "add", {"a": 3, "b": 4}) == 7
    assert action(own, tool, "add", {"a": "3"}) == 5
    later = own.post(f"/api/v1/execute/{tool}", json={"action": "add", "data": {"a": 1}}).json()
    assert outcome(own, later["data"])["data"] == 3


def test_the_python_integration_has_no_action_before_it_is_connected(api: httpx.Client) -> None:
    integration = "aixplain/python-sandbox/aixplain"
    assert action(api, integration, "LIST_ACTIONS", {}) == []
    assert action(api, integration, "LIST_INPUTS", {"actions": []}) == []
    refused = execute(api, integration, action="add", data={})
    assert refused.status_code == httpx.codes.BAD_REQUEST
    assert refused.json()["message"].endswith("has no actions before it is connected.")


@pytest.mark.parametrize("kind", ["integrations", "tools"])
def test_every_integration_and_tool_answers_what_is_asked_of_it(own: httpx.Client, kind: str) -> None:
    items = own.post(f"/v2/{kind}/paginate", json={"pageSize": 1000}).json()["results"]
    for item in items:
        for asked in ("LIST_ACTIONS", "LIST_INPUTS", "list_trigger_types"):
            assert isinstance(action(own, item["id"], asked, {}), list)
        bodies: list[dict[str, Any]] = [{"action": "no"}, {"action": "no", "data": {"x": 1}}, {"data": []}]
        for body in bodies:
            assert execute(own, item["id"], **body).status_code < httpx.codes.INTERNAL_SERVER_ERROR


def test_a_reconnect_changes_the_code_and_keeps_the_name(own: httpx.Client) -> None:
    tool = connect(own, PYTHON, "adder", code=CODE)
    changed = execute(own, PYTHON, name="", data={"code": CODE.replace("a + b", "a * b"), "assetId": tool})
    assert changed.json()["data"] == tool
    assert action(own, tool, "add", {"a": 3, "b": 4}) == 12
    assert own.get(f"/v2/tools/{tool}").json()["name"] == "adder"


def test_a_tool_is_renamed_and_deleted(own: httpx.Client) -> None:
    tool = connect(own, PYTHON, "adder", code=CODE)
    other = connect(own, PYTHON, "other", code=CODE)
    assert (
        own.put(f"/sdk/utilities/{tool}", json={"id": tool, "name": "sum", "description": "Sums."}).json()[
            "id"
        ]
        == tool
    )
    document = own.get(f"/v2/tools/{tool}").json()
    assert (document["name"], document["description"]) == ("sum", "Sums.")
    assert own.put(f"/sdk/utilities/{other}", json={"name": "sum"}).status_code == httpx.codes.BAD_REQUEST
    assert own.post("/v2/tools/paginate", json={"ownership": "PRIVATE"}).json()["total"] == 2
    assert own.delete(f"/v2/tools/{tool}").status_code == httpx.codes.OK
    assert own.get(f"/v2/tools/{tool}").status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"data": {"code": CODE}}, "The connection needs a name."),
        ({"name": "x", "data": {}}, "The connection needs 'code' in its data."),
        ({"name": "x", "data": {"code": "def ("}}, "The code is not valid Python"),
        ({"name": "x", "data": {"code": "a = 1"}}, "The code has 0 functions"),
        ({"name": "x", "data": {"code": CODE, "function_name": "no"}}, "no function 'no'"),
        ({"name": "x", "data": "code"}, "data must be an object"),
        ({"name": "x", "data": {"code": CODE}, "authScheme": "BASIC"}, "authScheme must be one of: NO_AUTH"),
    ],
)
def test_a_connection_that_cannot_work_is_refused(
    own: httpx.Client, body: dict[str, Any], sentence: str
) -> None:
    reply = execute(own, PYTHON, **body)
    assert reply.status_code in (400, 480)
    assert sentence in reply.json()["supplierError"]
    assert reply.json()["status"] == "FAILED"


def test_a_taken_name_is_refused(own: httpx.Client) -> None:
    connect(own, PYTHON, "adder", code=CODE)
    reply = execute(own, SQLITE, name="adder", data={})
    assert reply.json()["supplierError"] == "Name already exists"


def test_live_services_are_connected_and_described_but_not_used(own: httpx.Client) -> None:
    reply = execute(own, SLACK, name="team-slack", description="Posts")
    assert reply.json()["data"]["redirectURL"].startswith(f"{own.base_url}/oauth/")
    waiting = reply.json()["data"]
    refused = execute(own, waiting["id"], action="LIST_ACTIONS", data={})
    assert refused.status_code == 480
    assert waiting["redirectURL"] in refused.json()["supplierError"]
    assert httpx.get(waiting["redirectURL"]).status_code == httpx.codes.OK
    assert action(own, waiting["id"], "LIST_ACTIONS", {})
    bearer = execute(own, SLACK, name="bot", authScheme="BEARER_TOKEN", data={"token": "xoxb-very-secret"})
    tool = bearer.json()["data"]["id"]
    assert "xoxb-very-secret" not in own.get(f"/v2/tools/{tool}").text
    assert execute(own, SLACK, name="bot2", authScheme="BEARER_TOKEN").status_code == httpx.codes.BAD_REQUEST
    names = [found["name"] for found in action(own, tool, "LIST_ACTIONS", {})]
    assert "SLACK_SEND_MESSAGE" in names
    assert [found["name"] for found in action(own, SLACK, "LIST_ACTIONS", {})] == names
    refused = execute(own, tool, action="SLACK_SEND_MESSAGE", data={"channel": "#ops", "markdown_text": "hi"})
    assert refused.status_code == 480
    assert "live platform only" in refused.json()["supplierError"]
    assert action(own, tool, "list_trigger_types", "")[0]["slug"] == "NEW_MESSAGE"
    assert action(own, tool, "activate_trigger", {"slug": "NEW_MESSAGE", "config": {}})["trigger_id"]
    assert (
        execute(own, tool, action="activate_trigger", data={"slug": "NO"}).status_code
        == httpx.codes.BAD_REQUEST
    )


def test_integrations_are_listed_and_served_as_models_too(api: httpx.Client) -> None:
    found = api.post("/v2/integrations/paginate", json={"pageSize": 100}).json()
    assert found["total"] > 80
    slack = api.get(f"/v2/integrations/{SLACK}").json()
    assert slack["functionType"] == "connector"
    assert slack["attributes"]["auth_schemes"] == '["OAUTH2", "BEARER_TOKEN"]'
    assert api.get("/v2/models/composio%2Fslack").json() == slack


def test_an_agent_uses_tools_by_the_words_of_the_query(own: httpx.Client) -> None:
    tool = connect(own, PYTHON, "adder", code=CODE)
    entry = {
        "id": tool,
        "assetId": tool,
        "name": "adder",
        "type": "tool",
        "parameters": [],
        "actions": ["add"],
    }
    agent = create(own, name="Sums", outputFormat="text", tools=[entry])
    started = own.post(f"/v2/agents/{agent['id']}/run", json={"query": "Add 30 and 12 please"}).json()
    last = outcome(own, started["data"])
    assert last["data"]["output"] == "add: 42"
    [step] = [step for step in last["data"]["steps"] if step["unit"]["type"] == "tool"]
    assert (step["action"], step["input"], step["output"]) == ("add", {"a": 30, "b": 12}, 42)
    missing = own.post(f"/v2/agents/{agent['id']}/run", json={"query": "Add them"}).json()
    assert "Required input 'a' is missing." in outcome(own, missing["data"])["data"]["error"]


@pytest.mark.parametrize("base", ["/v2/tools", "/sdk/utilities"])
def test_a_tool_that_an_agent_uses_cannot_be_deleted(own: httpx.Client, base: str) -> None:
    made = connect(own, PYTHON, "adder", code=CODE)
    agent = create(own, name="User", tools=[{"id": made, "assetId": made, "type": "tool"}])
    refused = own.delete(f"{base}/{made}")
    assert (refused.status_code, refused.json()["message"]) == (403, "err.tool_is_in_use")
    assert own.get(f"/v2/tools/{made}").is_success
    own.put(f"/v2/agents/{agent['id']}", json={"name": "User"})
    assert own.delete(f"{base}/{made}").is_success
