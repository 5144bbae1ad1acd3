"""The user's own language model: a small server of chat completions stands for it."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import LanguageModel, SandboxError, start
from tests.sandbox.chat_server import ChatServer
from tests.sandbox.command import SECONDS, command
from tests.sandbox.conftest import client_of
from tests.sandbox.polls import outcome

KEY = "sk-very-secret"
RUN = "/api/v2/execute/openai/gpt-4o"


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    server = ChatServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.silent.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client(chat: ChatServer, tmp_path: Path) -> Iterator[httpx.Client]:
    model = LanguageModel(f"http://127.0.0.1:{chat.server_port}/v1", "tiny", KEY)
    with start(tmp_path / "s.db", model=model, step_seconds=0) as running, client_of(running) as client:
        yield client


def test_text_generation_asks_the_users_model(client: httpx.Client, chat: ChatServer) -> None:
    body = {"text": "hello there", "context": "Be brief.", "temperature": "0.5", "max_tokens": 9}
    reply = client.post(RUN, json=body)
    assert reply.json()["data"] == "HELLO THERE "
    [asked] = chat.asked
    assert (asked["path"], asked["model"], asked["stream"]) == ("/v1/chat/completions", "tiny", True)
    assert (asked["temperature"], asked["max_tokens"]) == (0.5, 9)
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert chat.keys == [f"Bearer {KEY}"]


def test_its_pieces_are_streamed_through(client: httpx.Client) -> None:
    with client.stream("POST", RUN, json={"text": "a b c", "options": {"stream": True}}) as reply:
        lines = [line.removeprefix("data: ") for line in reply.iter_lines() if line]
    assert lines[-1] == "[DONE]"
    pieces = [json.loads(line)["choices"][0]["delta"].get("content") for line in lines[:-1]]
    assert pieces == ["A ", "B ", "C ", None]


def part(call: dict[str, Any]) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"tool_calls": [call]}, "finish_reason": None}]}


USAGE = {"prompt_tokens": 31, "completion_tokens": 4, "total_tokens": 35}
CALLING = [
    {"choices": [{"index": 0, "delta": {"reasoning_content": "Look it up."}, "finish_reason": None}]},
    part({"index": 0, "id": "c1", "type": "function", "function": {"name": "weather", "arguments": ""}}),
    part({"index": 0, "function": {"arguments": '{"city": '}}),
    part({"index": 0, "function": {"arguments": '"Porto"}'}}),
    {"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]},
    {"choices": [], "usage": USAGE},
]
NAMED = {"type": "function", "function": {"name": "weather"}}
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}


@pytest.mark.parametrize("choice", ["auto", NAMED, json.dumps(NAMED)], ids=["word", "object", "text"])
def test_tools_and_formats_are_passed_on_and_calls_and_usage_come_back(
    client: httpx.Client, chat: ChatServer, choice: object
) -> None:
    chat.chunks = CALLING
    sent = {"tools": [WEATHER], "tool_choice": choice, "response_format": {"type": "json_object"}}
    reply = client.post(RUN, json={"text": "Weather?", "top_p": "0.5", **sent}).json()
    [asked] = chat.asked
    wanted = {**sent, "tool_choice": NAMED if choice != "auto" else choice}
    assert {key: asked[key] for key in sent} == wanted
    assert (asked["top_p"], asked["stream_options"]) == (0.5, {"include_usage": True})
    assert (reply["data"], reply["usage"]) == ("", USAGE)
    [detail] = reply["details"]
    assert detail["finish_reason"] == "tool_calls"
    assert detail["message"]["reasoning_content"] == "Look it up."
    [call] = detail["message"]["tool_calls"]
    assert call["id"] == "c1"
    assert call["function"] == {"name": "weather", "arguments": '{"city": "Porto"}'}
    assert "rawData" not in reply


def test_calls_and_usage_are_streamed_through(client: httpx.Client, chat: ChatServer) -> None:
    chat.chunks = CALLING
    body = {"text": "Weather?", "tools": [WEATHER], "options": {"stream": True}}
    with client.stream("POST", RUN, json=body) as reply:
        lines = [line.removeprefix("data: ") for line in reply.iter_lines() if line]
    events = [json.loads(line) for line in lines[:-1]]
    deltas = [event["choices"][0]["delta"] for event in events]
    assert deltas[0] == {"role": "assistant", "reasoning_content": "Look it up.", "content": ""}
    told = [delta["tool_calls"][0]["function"]["arguments"] for delta in deltas[1:-1]]
    assert told == ["", '{"city": ', '"Porto"}']
    assert (events[-1]["choices"][0]["finish_reason"], events[-1]["usage"]) == ("tool_calls", USAGE)


PARTS = [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": "x"}}]
TALK = [{"role": "user", "content": "one"}, {"role": "assistant", "content": "two"}]


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ({"messages": TALK}, TALK),
        ({"data": TALK}, TALK),
        ({"messages": json.dumps(TALK)}, TALK),
        ({"data": PARTS}, [{"role": "user", "content": PARTS}]),
        ({"data": TALK, "context": "Be brief."}, [{"role": "system", "content": "Be brief."}, *TALK]),
        ({"data": "plain"}, [{"role": "user", "content": "plain"}]),
    ],
)
def test_a_conversation_stands_in_for_the_text(
    client: httpx.Client, chat: ChatServer, body: dict[str, Any], messages: list[Any]
) -> None:
    assert client.post(RUN, json=body).status_code == httpx.codes.CREATED
    assert chat.asked[0]["messages"] == messages


def test_neither_text_nor_conversation_is_refused(client: httpx.Client) -> None:
    refused = client.post(RUN, json={"temperature": "1"})
    assert refused.json()["message"] == "Required parameter 'text' is missing."


def test_the_models_own_reply_comes_to_who_asks_for_it(client: httpx.Client, chat: ChatServer) -> None:
    chat.chunks = CALLING
    reply = client.post(RUN, json={"text": "Weather?", "options": {"includeRawData": True}}).json()
    assert reply["rawData"] == {"choices": reply["details"], "usage": USAGE}
    engine = client.post(
        "/api/v2/execute/sandbox/sentiment", json={"text": "Good.", "options": {"includeRawData": True}}
    ).json()
    assert engine["rawData"] == engine["data"]


def test_a_model_that_says_nothing_does_not_keep_a_run_beyond_its_time(
    client: httpx.Client, chat: ChatServer
) -> None:
    chat.silent.clear()
    body = {"query": "I love it", "executionParams": {"maxTime": 1}}
    last = outcome(
        client, client.post("/v2/agents/sandbox-ws%2Ffeedback-sorter/run", json=body).json()["data"]
    )
    assert (last["status"], last["runTime"] < 4) == ("SUCCESS", True)
    assert "positive" in last["data"]["output"]
    assert "may take 1 seconds" in last["data"]["critiques"]


def test_it_writes_the_agents_answers(client: httpx.Client, chat: ChatServer) -> None:
    started = client.post("/v2/agents/sandbox-ws%2Ffeedback-sorter/run", json={"query": "I love it"}).json()
    last = outcome(client, started["data"])
    assert last["data"]["output"].startswith("I LOVE IT WHAT THE TOOLS FOUND:")
    assert "POSITIVE" in last["data"]["output"]
    assert last["data"]["steps"][-1]["unit"] == {"id": "language-model", "name": "tiny", "type": "llm"}
    chat.chunks = [{"choices": [{"delta": {"content": "Fine."}}], "usage": USAGE}]
    started = client.post("/v2/agents/sandbox-ws%2Ffeedback-sorter/run", json={"query": "I love it"}).json()
    step = outcome(client, started["data"])["data"]["steps"][-1]
    assert (step["output"], step["input_tokens"], step["output_tokens"]) == ("Fine.", 31, 4)


def test_other_assets_stay_live_only(client: httpx.Client) -> None:
    reply = client.post("/api/v2/execute/google/cloud-translation", json={"text": "x"})
    assert "live platform only" in reply.json()["supplierError"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [(b"500", "answers 500"), (b"data: {}\n\n", "is no chunk"), (b"data: 5\n\n", "is no chunk")],
)
def test_a_model_that_fails_says_so_without_the_key(
    client: httpx.Client, chat: ChatServer, broken: bytes, said: str
) -> None:
    chat.broken = broken
    reply = client.post(RUN, json={"text": "hello"})
    assert reply.status_code == 480
    assert said in reply.json()["supplierError"]
    assert KEY not in reply.text
    started = client.post("/v2/agents/sandbox-ws%2Ffeedback-sorter/run", json={"query": "Good"}).json()
    failed = outcome(client, started["data"])
    assert failed["status"] == "FAILED"
    assert said in failed["data"]["error"]
    with client.stream("POST", RUN, json={"text": "a", "stream": True}) as stream:
        last = [line for line in stream.iter_lines() if line][-1]
    assert json.loads(last.removeprefix("data: "))["status"] == "FAILED"


def test_a_model_out_of_reach_says_so(tmp_path: Path) -> None:
    model = LanguageModel("http://127.0.0.1:1/v1", "tiny")
    with start(tmp_path / "s.db", model=model, assets=1) as running, client_of(running) as client:
        reply = client.post("/api/v2/execute/openai/gpt-5.4", json={"text": "hello"})
    assert "fails" in reply.json()["supplierError"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("localhost:11434", "is not the address"),
        ("http://[x/v1", "is not the address"),
        ("http://x.test:port/v1", "is not the address"),
        ("http://me:hunter2@x.test/v1", "holds a password"),
        ("me:hunter2@x.test/v1", "holds a password"),
        ("http://x.test/v1?key=hunter2", "holds a query"),
        ("http://x.test/v1#hunter2", "holds a query"),
    ],
)
def test_the_address_is_checked_and_no_secret_in_it_is_shown(url: str, said: str) -> None:
    with pytest.raises(SandboxError, match=said) as caught:
        LanguageModel(url, "tiny")
    assert "hunter2" not in str(caught.value)
    llm = ("--llm-url", url, "--llm-model", "tiny")
    done = subprocess.run(command("--port", "0", *llm), capture_output=True, text=True, timeout=SECONDS)
    assert (done.returncode, done.stdout, said in done.stderr) == (1, "", True)
    assert "hunter2" not in done.stderr


def test_the_key_is_checked_and_not_shown() -> None:
    assert KEY not in repr(LanguageModel("http://x.test/v1", "tiny", KEY))
    with pytest.raises(SandboxError, match="holds what no key does") as caught:
        LanguageModel("http://x.test/v1", "tiny", f"{KEY}\nx: y")
    assert KEY not in str(caught.value)


def test_the_command_takes_the_key_from_the_environment(chat: ChatServer, tmp_path: Path) -> None:
    llm = ("--llm-url", f"http://127.0.0.1:{chat.server_port}/v1", "--llm-model", "tiny")
    served = subprocess.Popen(
        command("--port", "0", "--db", str(tmp_path / "s.db"), *llm, "--llm-key-env", "MY_KEY"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "MY_KEY": KEY},
    )
    assert served.stdout
    values = dict(served.stdout.readline().strip().split(": ", 1) for _ in range(3))
    headers = {"x-api-key": values["key"]}
    reply = httpx.post(f"{values['models']}/openai/gpt-4o", json={"text": "hello"}, headers=headers)
    served.terminate()
    log = served.communicate(timeout=SECONDS)[1]
    assert reply.json()["data"] == "HELLO "
    assert chat.keys == [f"Bearer {KEY}"]
    assert "tiny" in log
    assert KEY not in log
