import json
import time
from typing import Any

import httpx
import pytest

from tests.sandbox.polls import LIMIT_SECONDS

RUN = "/api/v2/execute/sandbox/catalogue-questions"
QUESTION = {"text": "Which models draw pictures?", "pace": 0}


def events(client: httpx.Client, body: dict[str, Any]) -> list[str]:
    with client.stream("POST", RUN, json=body) as reply:
        assert reply.status_code == httpx.codes.OK
        assert reply.headers["content-type"] == "text/event-stream; charset=utf-8"
        text = "".join(reply.iter_text())
    blocks = text.split("\n\n")
    assert blocks.pop() == ""
    assert all(block.startswith("data: ") and "\n" not in block for block in blocks)
    return [block.removeprefix("data: ") for block in blocks]


def test_chat_chunks_stream_the_same_text_as_a_run(api: httpx.Client) -> None:
    whole = api.post(RUN, json=QUESTION).json()["data"]
    *chunks, done = events(api, {**QUESTION, "options": {"stream": True}})
    assert done == "[DONE]"
    *pieces, last = [json.loads(chunk) for chunk in chunks]
    assert len(pieces) > 10
    assert pieces[0]["choices"][0]["delta"]["role"] == "assistant"
    assert "".join(piece["choices"][0]["delta"]["content"] for piece in pieces) == whole
    assert last["choices"][0]["finish_reason"] == "stop"
    assert last["usage"]["completion_tokens"] == len(pieces)


def test_data_chunks_stream_too(api: httpx.Client) -> None:
    whole = api.post(RUN, json=QUESTION).json()["data"]
    chunks = [json.loads(chunk) for chunk in events(api, {**QUESTION, "stream": True, "chunks": "data"})]
    assert chunks[-1] == {"data": "[DONE]"}
    assert "".join(chunk["data"] for chunk in chunks[:-1]) == whole


def test_pieces_come_while_they_are_made(api: httpx.Client) -> None:
    with api.stream("POST", RUN, json={**QUESTION, "pace": 0.01, "stream": True}) as reply:
        sizes = [len(chunk) for chunk in reply.iter_raw()]
    assert len(sizes) > 5


def test_a_reader_that_leaves_ends_the_run(own: httpx.Client) -> None:
    wallet = own.get("/sdk/billing/wallet").json()
    with own.stream("POST", RUN, json={**QUESTION, "pace": 0.2, "stream": True}) as reply:
        next(reply.iter_raw())
    deadline = time.monotonic() + LIMIT_SECONDS
    while (after := own.get("/sdk/billing/wallet").json())["reservedBalance"]:
        assert time.monotonic() < deadline, "the run goes on"
    assert after == wallet
    assert own.post(RUN, json=QUESTION).status_code == httpx.codes.CREATED


@pytest.mark.parametrize("path", ["sandbox/sentiment", "sandbox/calculator"])
def test_what_does_not_stream_says_so(api: httpx.Client, path: str) -> None:
    reply = api.post(f"/api/v2/execute/{path}", json={"text": "x", "options": {"stream": True}})
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert "does not stream" in reply.json()["supplierError"]


def test_a_stream_checks_its_inputs_first(api: httpx.Client) -> None:
    reply = api.post(RUN, json={"stream": True})
    assert reply.json()["supplierError"] == "Required parameter 'text' is missing."


def test_a_stream_can_be_cut(api: httpx.Client) -> None:
    received = bytearray()

    def read() -> None:
        headers = {"x-sandbox-fault": "cut=500"}
        with api.stream("POST", RUN, json={**QUESTION, "stream": True}, headers=headers) as reply:
            for chunk in reply.iter_raw():
                received.extend(chunk)

    with pytest.raises(httpx.RemoteProtocolError):
        read()
    assert len(received) == 500
