from typing import Any

import httpx
import pytest

from tests.sandbox.agents import create
from tests.sandbox.connections import CODE, INDEX, PYTHON, SLACK, SQLITE, action, connect, execute
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


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("raise ValueError('no luck')", "ValueError: no luck"),
        ("import os; os._exit(3)", "The code ended without a result."),
        ("raise SystemExit", "SystemExit"),
    ],
)
def test_code_that_fails_says_how(own: httpx.Client, body: str, sentence: str) -> None:
    tool = connect(own, PYTHON, "f", code=f"def f():\n    print('noise')\n    {body}")
    reply = execute(own, tool, action="f", data={})
    assert reply.status_code == 480
    assert sentence in reply.json()["supplierError"]


def test_sqlite_keeps_a_database_for_each_connection(own: httpx.Client) -> None:
    first, second = connect(own, SQLITE, "one"), connect(own, SQLITE, "two")
    action(own, first, "commit", {"query": "CREATE TABLE t (x INTEGER)"})
    assert action(own, first, "commit", "INSERT INTO t VALUES (1), (2)") == {"changedRows": 2}
    assert action(own, first, "query", {"query": "SELECT sum(x) AS total FROM t"}) == [{"total": 3}]
    assert action(own, first, "schema", {}) == ["CREATE TABLE t (x INTEGER)"]
    assert action(own, second, "schema", {}) == []


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '/tmp/aixtui-other.db' AS other",
        "VACUUM INTO '/tmp/aixtui-copy.db'",
        "SELECT load_extension('x')",
        "SELECT",
        "INSERT INTO missing VALUES (1)",
    ],
)
def test_sqlite_stays_in_its_file(own: httpx.Client, statement: str) -> None:
    tool = connect(own, SQLITE, "one")
    assert execute(own, tool, action="commit", data={"query": statement}).status_code == 480
    assert execute(own, tool, action="query", data={"query": "CREATE TABLE t (x)"}).status_code == 480


def test_an_index_finds_what_was_put_in(own: httpx.Client) -> None:
    index, other = connect(own, INDEX, "facts"), connect(own, INDEX, "other")
    records = [
        {"id": "1", "text": "Lisbon is sunny", "metadata": {"n": 1}},
        {"id": "2", "text": "Oslo is cold"},
    ]
    assert action(own, index, "upsert", {"records": records})["upserted"] == 2
    assert action(own, index, "count", {}) == 2
    [found] = action(own, index, "search", {"query": "how sunny is it in Lisbon?", "top_k": 1})["results"]
    assert (found["id"], found["metadata"]) == ("1", {"n": 1})
    action(own, index, "upsert", {"records": [{"id": "1", "text": "Lisbon is rainy"}]})
    assert action(own, index, "get", {"id": "1"})["text"] == "Lisbon is rainy"
    assert action(own, index, "delete", {"id": "1"}) == {"deleted": 1}
    assert action(own, index, "count", {}) == 1
    assert action(own, other, "count", {}) == 0
    assert action(own, index, "search", '"*')["results"] == []


def test_public_tools_compute(api: httpx.Client) -> None:
    assert action(api, "sandbox/calculator", "calculate", {"expression": "(2 + 3) * sqrt(16)"}) == 20
    assert action(api, "sandbox/text-tools", "extract", {"text": "a@b.de, c", "kind": "email"}) == ["a@b.de"]
    assert action(api, "sandbox/text-tools", "change_case", {"text": "ab", "case": "upper"}) == "AB"
    document = '{"items": [{"name": "x"}]}'
    assert action(api, "sandbox/text-tools", "json_value", {"json": document, "path": "items[0].name"}) == "x"


@pytest.mark.parametrize(
    "expression", ["2 **", "9 ** 9 ** 9", "__import__('os')", "1 / 0", "(-8) ^ 0.5", "a" * 9000]
)
def test_a_calculation_that_has_no_value_says_so(api: httpx.Client, expression: str) -> None:
    reply = execute(api, "sandbox/calculator", action="calculate", data={"expression": expression})
    assert reply.status_code == 480
    assert reply.json()["supplierError"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"action": "fly", "data": {}}, "There is no action 'fly'; the actions are: calculate, add."),
        ({"data": {}}, "Name an action: calculate, add."),
        ({"action": "add", "data": {"a": 1}}, "Required input 'b' is missing."),
        ({"action": "add", "data": {"a": 1, "b": "x"}}, "Input 'b' must be a number."),
        (
            {"action": "add", "data": {"a": 1, "b": 2, "c": 3}},
            "Action 'add' has no input 'c'; its inputs: a, b.",
        ),
    ],
)
def test_a_wrong_action_is_refused_by_name(api: httpx.Client, body: dict[str, Any], sentence: str) -> None:
    reply = execute(api, "sandbox/calculator", **body)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["supplierError"] == sentence


def test_live_services_are_connected_and_described_but_not_used(own: httpx.Client) -> None:
    reply = execute(own, SLACK, name="team-slack", description="Posts")
    assert reply.json()["data"]["redirectURL"].startswith(f"{own.base_url}/oauth/")
    assert own.get(reply.json()["data"]["redirectURL"]).status_code == httpx.codes.OK
    bearer = execute(own, SLACK, name="bot", authScheme="BEARER_TOKEN", data={"token": "xoxb-very-secret"})
    tool = bearer.json()["data"]["id"]
    assert "xoxb-very-secret" not in own.get(f"/v2/tools/{tool}").text
    assert execute(own, SLACK, name="bot2", authScheme="BEARER_TOKEN").status_code == httpx.codes.BAD_REQUEST
    names = [found["name"] for found in action(own, tool, "LIST_ACTIONS", {})]
    assert "SLACK_SEND_MESSAGE" in names
    assert [found["name"] for found in action(own, SLACK, "LIST_ACTIONS", {})] == names
    refused = execute(own, tool, action="SLACK_SEND_MESSAGE", data={"text": "hi"})
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


def test_code_does_not_run_while_other_machines_can_reach_the_sandbox() -> None:
    from aixtui.sandbox import start

    with start(None, host="0.0.0.0", assets=1) as running:
        url = running.backend_url.replace("0.0.0.0", "127.0.0.1")
        with httpx.Client(base_url=url, headers={"x-api-key": running.api_key}) as client:
            tool = connect(client, PYTHON, "adder", code=CODE)
            reply = execute(client, tool, action="add", data={"a": 1})
    assert "only while this machine alone" in reply.json()["supplierError"]


@pytest.mark.parametrize("base", ["/v2/tools", "/sdk/utilities"])
def test_a_tool_that_an_agent_uses_cannot_be_deleted(own: httpx.Client, base: str) -> None:
    made = connect(own, PYTHON, "adder", code=CODE)
    agent = create(own, name="User", tools=[{"id": made, "assetId": made, "type": "tool"}])
    refused = own.delete(f"{base}/{made}")
    assert (refused.status_code, refused.json()["message"]) == (403, "err.tool_is_in_use")
    assert own.get(f"/v2/tools/{made}").is_success
    own.put(f"/v2/agents/{agent['id']}", json={"name": "User"})
    assert own.delete(f"{base}/{made}").is_success
