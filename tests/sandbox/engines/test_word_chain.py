"""The text engine of the sandbox: what it writes, how it streams, and the tools that it calls."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import LanguageModel, start
from aixtui.sandbox.catalogue.ids import DEFAULT_LLM
from tests.sandbox.conftest import client_of

RUN = "/api/v2/execute/sandbox/word-chain"
PROMPT = "Which models translate German?"


def reply(client: httpx.Client, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post(RUN, json={"text": PROMPT, **body}).json()
    return answer


def text(client: httpx.Client, **body: Any) -> str:
    return str(reply(client, **body)["data"])


def chunks(client: httpx.Client, **body: Any) -> list[dict[str, Any]]:
    sent = {"text": PROMPT, "pace": 0, "options": {"stream": True}, **body}
    with client.stream("POST", RUN, json=sent) as answer:
        lines = [line.removeprefix("data: ") for line in answer.iter_lines() if line]
    assert lines.pop() == "[DONE]"
    return [json.loads(line) for line in lines]


def test_it_says_what_it_is_and_what_it_is_not(api: httpx.Client) -> None:
    document = api.get("/v2/models/sandbox%2Fword-chain").json()
    assert "is no language model" in document["description"]
    assert (document["id"], document["supportsStreaming"]) == (DEFAULT_LLM, True)
    names = {param["name"] for param in document["params"]}
    assert names > {"text", "temperature", "max_tokens", "tools", "tool_choice"}


def test_it_writes_sentences_near_the_prompt(api: httpx.Client) -> None:
    written = text(api, temperature=0)
    assert "German" in written
    assert written.endswith(".")
    assert text(api, temperature=0) == written != text(api, text="Draw a picture", temperature=0)


def test_its_temperature_varies_what_it_writes(api: httpx.Client) -> None:
    assert len({text(api, temperature=0) for _ in range(5)}) == 1
    assert len({text(api, temperature=1.5) for _ in range(5)}) > 1


def test_it_ends_at_the_limit_and_counts(api: httpx.Client) -> None:
    answer = reply(api, max_tokens=4)
    assert 1 <= answer["data"].count(" ") <= 3  # signs stand at their words
    assert answer["details"][0]["finish_reason"] == "length"
    assert answer["usage"] == {"prompt_tokens": 5, "completion_tokens": 4, "total_tokens": 9}
    assert reply(api)["details"][0]["finish_reason"] == "stop"


def test_it_streams_token_by_token_what_a_run_gives_whole(api: httpx.Client) -> None:
    whole = reply(api, temperature=0)
    *pieces, last = chunks(api, temperature=0)
    assert "".join(piece["choices"][0]["delta"]["content"] for piece in pieces) == whole["data"]
    assert (last["choices"][0]["finish_reason"], last["usage"]) == ("stop", whole["usage"])
    assert len(pieces) == whole["usage"]["completion_tokens"]


def test_pieces_come_while_they_are_made(api: httpx.Client) -> None:
    body = {"text": PROMPT, "pace": 0.01, "stream": True}
    with api.stream("POST", RUN, json=body) as answer:
        assert len(list(answer.iter_raw())) > 5


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"temperature": 3}, "temperature must be from 0 to 2."),
        ({"temperature": "hot"}, "Parameter 'temperature' must be a number."),
        ({"max_tokens": 0}, "max_tokens must be a whole number of at least 1."),
        ({"max_tokens": 1.5}, "max_tokens must be a whole number of at least 1."),
        ({"messages": ["x"]}, "messages must be an array of objects with a role and a content."),
        ({"tools": [1]}, "Each of tools must be"),
        ({"tools": [{"name": "x"}]}, "Each of tools must be"),
        ({"tools": [{"function": {"name": "x"}}], "tool_choice": "y"}, "tool_choice must be auto, none"),
        (
            {
                "tools": [{"function": {"name": "x"}}],
                "tool_choice": {"type": "function", "function": {"name": "y"}},
            },
            "tool_choice names 'y', which is none of the tools.",
        ),
    ],
)
def test_what_it_cannot_take_is_named(api: httpx.Client, option: dict[str, Any], message: str) -> None:
    assert message in reply(api, **option)["supplierError"]


def tool(name: str, description: str, required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    parameters = {"type": "object", "properties": properties, "required": list(required)}
    function = {"name": name, "description": description, "parameters": parameters}
    return {"type": "function", "function": function}


TEXT, UNIT = {"type": "string"}, {"type": "string", "enum": ["celsius", "fahrenheit"]}
WEATHER = tool("get_weather", "The current weather of a city.", ("city",), city=TEXT, unit=UNIT)
ADD = tool("addNumbers", "A sum.", ("a", "b"), a={"type": "number"}, b={"type": ["integer", "null"]})
MAIL = tool(
    "send_mail",
    "Sends a mail.",
    ("to", "message", "urgent", "tags", "more", "tone"),
    to=TEXT,
    message=TEXT,
    urgent={"type": "boolean"},
    tags={"type": "array", "items": TEXT},
    more={"type": "object"},
    tone={"type": "string", "enum": ["kind", "plain"]},
    copies={"type": "integer"},
)
TOOLS = [ADD, WEATHER, MAIL]


@pytest.mark.parametrize(
    ("prompt", "name", "arguments"),
    [
        ("What is the weather in Porto?", "get_weather", {"city": "Porto"}),
        ("Weather in New York in Fahrenheit", "get_weather", {"city": "New York", "unit": "fahrenheit"}),
        ("The sum of the numbers 3.5 and -4", "addNumbers", {"a": 3.5, "b": -4}),
        ("Add these numbers", "addNumbers", {}),
        (
            'Send a plain mail to "Jo" at Acme Works: Come home.',
            "send_mail",
            {
                "to": "Jo",
                "message": "Come home.",
                "urgent": True,
                "tags": ["Acme Works"],
                "more": {},
                "tone": "plain",
            },
        ),
    ],
)
def test_it_calls_the_tool_that_the_prompt_is_about(
    api: httpx.Client, prompt: str, name: str, arguments: dict[str, Any]
) -> None:
    answer = reply(api, text=prompt, tools=TOOLS)
    [detail] = answer["details"]
    assert (answer["data"], detail["finish_reason"]) == ("", "tool_calls")
    [call] = detail["message"]["tool_calls"]
    assert call["id"].startswith("call_")
    assert (call["type"], call["function"]["name"]) == ("function", name)
    assert json.loads(call["function"]["arguments"]) == arguments


@pytest.mark.parametrize(
    ("prompt", "choice", "name"),
    [
        ("What is the weather in Porto?", "none", None),
        ("Good morning", "auto", None),
        ("Good morning", None, None),
        ("Good morning", "required", "addNumbers"),
        ("Good morning", {"type": "function", "function": {"name": "get_weather"}}, "get_weather"),
    ],
)
def test_the_choice_of_a_tool_is_the_callers(
    api: httpx.Client, prompt: str, choice: object, name: str | None
) -> None:
    [detail] = reply(api, text=prompt, tools=TOOLS, tool_choice=choice)["details"]
    calls = detail["message"]["tool_calls"]
    assert (calls and calls[0]["function"]["name"]) == name


@pytest.mark.parametrize(
    "parameters",
    [
        None,
        "x",
        {"properties": "x", "required": True},
        {"properties": {"a": None}, "required": ["a"]},
        {"properties": {"a": {"enum": "x", "type": {}}}, "required": ["a"]},
        {"properties": {"a": {"type": "array", "items": 5}}, "required": ["a"]},
    ],
)
def test_schemas_that_make_no_sense_do_no_harm(api: httpx.Client, parameters: object) -> None:
    odd = {"type": "function", "function": {"name": "odd", "parameters": parameters}}
    assert reply(api, text="An odd thing 9" + "9" * 400, tools=[odd])["status"] == "SUCCESS"


def test_a_call_is_streamed_in_parts_and_never_cut(api: httpx.Client) -> None:
    *pieces, last = chunks(api, text="What is the weather in Porto?", tools=TOOLS, max_tokens=1)
    parts = [piece["choices"][0]["delta"]["tool_calls"][0] for piece in pieces]
    assert (parts[0]["id"][:5], parts[0]["function"]["name"]) == ("call_", "get_weather")
    told = "".join(part["function"]["arguments"] for part in parts)
    assert json.loads(told) == {"city": "Porto"}
    assert last["choices"][0]["finish_reason"] == "tool_calls"


def test_what_a_tool_said_is_passed_on(api: httpx.Client) -> None:
    said = [{"role": "user", "content": "Weather in Porto?"}, {"role": "tool", "content": "21 degrees"}]
    assert text(api, tools=TOOLS, messages=said) == "The tool says: 21 degrees"
    assert reply(api, tools=TOOLS, messages=said[:1])["details"][0]["finish_reason"] == "tool_calls"
    parts = [{"type": "text", "text": "Weather in Porto?"}, {"type": "image_url", "image_url": {}}]
    call = reply(api, tools=TOOLS, messages=[{"role": "user", "content": parts}])["details"][0]
    assert call["finish_reason"] == "tool_calls"


def test_agents_have_it_unless_they_name_another(own: httpx.Client) -> None:
    made = own.post("/v2/agents", json={"name": "Plain"}).json()
    seeded = own.get("/v2/agents/sandbox-ws%2Ftext-analyst").json()
    for agent in (made, seeded):
        assert (agent["model"]["id"], agent["model"]["name"]) == (DEFAULT_LLM, "Word Chain")
    answer = own.post(f"/api/v2/execute/{DEFAULT_LLM}", json={"text": "Hello"})
    assert answer.json()["status"] == "SUCCESS"
    named = own.post("/v2/agents", json={"name": "Other", "model": {"id": "openai/gpt-5.4"}}).json()
    assert named["model"]["name"] == "GPT-5.4"


def advertised(client: httpx.Client) -> dict[str, tuple[bool, bool]]:
    """Which models that generate text say that they stream, and which that they call tools."""
    search = {"functions": ["text-generation"], "pageSize": 1000}
    found = client.post("/v2/models/paginate", json=search).json()["results"]
    assert len(found) > 100
    return {
        item["assetInfo"]["assetPath"]: (
            "supportsStreaming" in item,
            "tools" in {param["name"] for param in item["params"]},
        )
        for item in found
    }


def test_others_offer_what_the_users_own_model_does_for_them(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    mine = LanguageModel("http://127.0.0.1:9/v1", "tiny")
    for model, is_offered in ((None, False), (mine, True), (None, False)):
        with start(db, model=model) as running, client_of(running) as client:
            found = advertised(client)
            assert found.pop("sandbox/word-chain") == (True, True)
            assert set(found.values()) == {(is_offered, is_offered)}
