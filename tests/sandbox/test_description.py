"""The description of the endpoints, the table in the README, and what is served agree."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aixtui.sandbox
from aixtui.sandbox import RunningSandbox
from tests.sandbox.conftest import client_of

README = Path(aixtui.sandbox.__file__).with_name("README.md")
TESTS = Path(__file__).parent
ROW = re.compile(r"^\| (GET|POST|PUT|DELETE) \| `([^`]+)` \| [^|]+ \| (\S+) \|$", re.MULTILINE)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
FIELDS = """
q pageNumber pageSize functions sort status ownership path suppliers saved tags name description
instructions tools agents tasks skills model budget inspectors outputFormat query executionParams
history text data action authScheme options stream enabled configuration triggerType assetType
assetId input role content agentId reaction privacy globalLimits assetsLimits expiresAt severity url
parentId code file json expression id
"""
KEYS = st.sampled_from(FIELDS.split())
BODIES = st.dictionaries(KEYS, JSON, max_size=5)


@pytest.fixture(scope="module")
def described(sandbox: RunningSandbox) -> dict[str, Any]:
    document: dict[str, Any] = httpx.get(f"{sandbox.backend_url}/openapi.json").json()
    return document


def operations(described: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((method.upper(), path) for path, found in described["paths"].items() for method in found)


def test_the_table_lists_every_endpoint_and_its_test(described: dict[str, Any]) -> None:
    rows = ROW.findall(README.read_text())
    assert sorted((method, path) for method, path, _ in rows) == operations(described)
    for _, _, test in rows:
        assert (TESTS / test).is_file()


def test_every_operation_has_an_id_a_summary_and_its_parameters(described: dict[str, Any]) -> None:
    found = [operation for path in described["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in found}) == len(found)
    assert all(operation["summary"].endswith(".") for operation in found)
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert [param["name"] for param in operation["parameters"]] == re.findall(r"{(\w+)}", path)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    body=BODIES,
    identifier=st.sampled_from(["none", "sandbox-ws%2Ftext-analyst", "%00", "a%2Fb"]),
)
def test_no_body_makes_the_server_fail(
    data: st.DataObject,
    body: dict[str, Any],
    identifier: str,
    fuzzed: httpx.Client,
    described: dict[str, Any],
) -> None:
    method, path = data.draw(st.sampled_from(operations(described)))
    address = re.sub(r"{\w+}", identifier, path)
    reply = fuzzed.request(
        method, address, content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert reply.status_code < 500, (method, address, body, reply.text)
    if reply.status_code >= 400 and not path.startswith("/files/put"):
        refused = reply.json()
        assert refused["statusCode"] == reply.status_code
        assert refused["message"]


@pytest.fixture
def fuzzed(fresh_sandbox: RunningSandbox) -> Any:
    with client_of(fresh_sandbox) as client:
        yield client
