from urllib.parse import quote

import httpx
import pytest

from aixtui.sandbox import RunningSandbox

GPT = "67fd9e2bef0365783d06e2f0"


@pytest.mark.parametrize(
    "identifier",
    [
        GPT,
        "openai/gpt-4.1-nano",
        "openai/gpt-4.1-nano/openai",
        "openai%2Fgpt-4.1-nano",
        "openai%2fgpt-4.1-nano%2Fopenai",
    ],
)
def test_a_model_is_found_by_id_and_by_path(api: httpx.Client, identifier: str) -> None:
    encoded = identifier if "%" in identifier else quote(identifier, safe="")
    document = api.get(f"/v2/models/{encoded}").json()
    assert document["id"] == GPT
    assert document["name"] == "GPT-4.1 Nano"
    assert document["version"] == {"name": None, "id": None}
    assert document["connectionType"] == ["synchronous"]
    assert all(isinstance(param["dataSubType"], str) for param in document["params"])


def test_a_host_narrows_the_lookup(api: httpx.Client) -> None:
    path = quote("openai/gpt-4.1-nano", safe="")
    assert api.get(f"/v2/models/{path}?host=openai").status_code == httpx.codes.OK
    assert api.get(f"/v2/models/{path}?host=azure").status_code == httpx.codes.NOT_FOUND


def test_what_is_not_there_is_named(api: httpx.Client) -> None:
    reply = api.get("/v2/models/no%2Fsuch%20model")
    assert reply.status_code == httpx.codes.NOT_FOUND
    assert reply.json() == {
        "statusCode": 404,
        "message": "Model no/such model not found",
        "supplierError": "Model no/such model not found",
        "error": "Not Found",
    }


def test_an_agent_is_no_model(api: httpx.Client) -> None:
    agent = api.post("/v2/agents/paginate", json={}).json()["results"][0]
    assert api.get(f"/v2/models/{agent['id']}").status_code == httpx.codes.NOT_FOUND
    assert api.get(f"/v2/agents/{agent['id']}").json() == agent
    assert api.get(f"/v2/agents/{quote(agent['assetInfo']['instanceId'], safe='')}").json() == agent


@pytest.mark.parametrize(
    "path", ["/sdk/runs/1", "/", "/v2/nothing", "/v2/models/a/b/c", f"/v2/models/{GPT}/", "/v1/sessions/"]
)
def test_an_unknown_route_answers_in_json(api: httpx.Client, path: str) -> None:
    reply = api.get(path)
    assert reply.status_code == httpx.codes.NOT_FOUND
    assert reply.json()["message"] == f"Cannot GET {path}"


def test_a_wrong_method_is_refused_in_json(api: httpx.Client) -> None:
    reply = api.delete(f"/v2/models/{GPT}")
    assert reply.status_code == httpx.codes.METHOD_NOT_ALLOWED
    assert reply.json()["message"] == f"Cannot DELETE /v2/models/{GPT}"
    assert "GET" in reply.headers["allow"]


@pytest.mark.parametrize(
    "headers",
    [
        {"x-api-key": "{key}"},
        {"x-aixplain-key": "{key}"},
        {"Authorization": "token {key}"},
        {"Authorization": "Token {key}"},
        {"Authorization": "Bearer {key}"},
    ],
)
def test_every_style_of_key_is_accepted(sandbox: RunningSandbox, headers: dict[str, str]) -> None:
    filled = {name: value.format(key=sandbox.api_key) for name, value in headers.items()}
    reply = httpx.get(f"{sandbox.backend_url}/v2/models/{GPT}", headers=filled)
    assert reply.status_code == httpx.codes.OK


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-api-key": "wrong"},
        {"x-api-key": ""},
        {"Authorization": "Basic abc"},
        {"Authorization": "token"},
    ],
)
def test_no_key_or_a_wrong_one_is_refused(sandbox: RunningSandbox, headers: dict[str, str]) -> None:
    for path in (f"/v2/models/{GPT}", "/v2/nothing"):
        reply = httpx.get(sandbox.backend_url + path, headers=headers)
        assert reply.status_code == httpx.codes.UNAUTHORIZED
        assert reply.json()["message"] == "The API key is missing or not valid."


def test_the_key_is_not_in_the_representation(sandbox: RunningSandbox) -> None:
    assert sandbox.api_key not in repr(sandbox)
