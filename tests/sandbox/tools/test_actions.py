"""What the tools of the sandbox do, whoever asks them."""

from typing import Any

import httpx
import pytest

from aixtui.sandbox import start
from tests.sandbox.connections import CODE, INDEX, PYTHON, SQLITE, action, connect, execute


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


def test_code_does_not_run_while_other_machines_can_reach_the_sandbox() -> None:
    with start(None, host="0.0.0.0", assets=1) as running:
        url = running.backend_url.replace("0.0.0.0", "127.0.0.1")
        with httpx.Client(base_url=url, headers={"x-api-key": running.api_key}) as client:
            tool = connect(client, PYTHON, "adder", code=CODE)
            reply = execute(client, tool, action="add", data={"a": 1})
    assert "only while this machine alone" in reply.json()["supplierError"]


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
