"""The user's own language model: a small server of chat completions stands for it."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import LanguageModel, SandboxError, start
from tests.sandbox.conftest import client_of
from tests.sandbox.polls import outcome
from tests.sandbox.test_command import SECONDS, command

KEY = "sk-very-secret"
RUN = "/api/v2/execute/openai/gpt-4o"


class ChatServer(ThreadingHTTPServer):
    """Answers with the last prompt in capitals, word by word; notes what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ChatHandler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.broken: bytes | None = None


class ChatHandler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **body})
        self.server.keys.append(self.headers["Authorization"])
        self.send_response(500 if self.server.broken == b"500" else 200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.server.broken:
            self.wfile.write(self.server.broken)
            return
        for word in body["messages"][-1]["content"].upper().split():
            chunk = {"choices": [{"index": 0, "delta": {"content": f"{word} "}, "finish_reason": None}]}
            self.wfile.write(f": comment\n\ndata: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b'data: {"choices": []}\n\ndata: [DONE]\n\n')

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    server = ChatServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
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


def test_it_writes_the_agents_answers(client: httpx.Client) -> None:
    started = client.post("/v2/agents/sandbox-ws%2Ffeedback-sorter/run", json={"query": "I love it"}).json()
    last = outcome(client, started["data"])
    assert last["data"]["output"].startswith("I LOVE IT WHAT THE TOOLS FOUND:")
    assert "POSITIVE" in last["data"]["output"]
    assert last["data"]["steps"][-1]["unit"] == {"id": "language-model", "name": "tiny", "type": "llm"}


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


def test_the_address_is_checked_and_the_key_not_shown() -> None:
    with pytest.raises(SandboxError, match="is not the address"):
        LanguageModel("localhost:11434", "tiny")
    assert KEY not in repr(LanguageModel("http://x.test/v1", "tiny", KEY))


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
