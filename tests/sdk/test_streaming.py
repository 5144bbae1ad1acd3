import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, Config, cancel
from aixsdk import exceptions as errors
from aixsdk._http.sse import Event
from aixsdk.cancel import CancelToken
from aixsdk.streaming import ResponseStream, StreamChunk, parse_event
from tests.sdk.platform import KEY, Platform
from tests.sdk.wire_server import HEAD, listening

RUN = "POST /api/v2/execute/m1"


def _events(*payloads: Any) -> bytes:
    texts = [payload if isinstance(payload, str) else json.dumps(payload) for payload in payloads]
    return "".join(f"data: {text}\n\n" for text in texts).encode()


def _choice(delta: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, **more}]}


def _stream(body: bytes, content_type: str = "text/event-stream") -> httpx.Response:
    return httpx.Response(200, content=body, headers={"content-type": content_type})


@pytest.mark.parametrize(
    ("payload", "chunk"),
    [
        ({"data": "tok"}, {"text": "tok"}),
        (_choice({"role": "assistant", "content": "tok"}), {"text": "tok"}),
        (_choice({"content": None}), {}),
        (_choice({}, finish_reason="stop"), {"finish_reason": "stop"}),
        (_choice({"tool_calls": {"id": 1}}), {"tool_calls": [{"id": 1}]}),
        (_choice({"tool_calls": [{"id": 1}]}), {"tool_calls": [{"id": 1}]}),
        (_choice({"reasoning_content": "a"}), {"reasoning": "a"}),
        (_choice({"reasoning": "b"}), {"reasoning": "b"}),
        (
            _choice(
                {"reasoning_details": [{"type": "reasoning.text", "text": "c"}, {"summary": "d"}, "odd"]}
            ),
            {"reasoning": "cd"},
        ),
        ({"choices": [], "usage": {"total_tokens": 5}}, {"usage": {"total_tokens": 5}}),
        ({"choices": ["odd"]}, {}),
        ({"other": 1}, {}),
        ([1], {}),
        (None, {}),
    ],
)
def test_what_a_piece_says(payload: Any, chunk: dict[str, Any]) -> None:
    assert parse_event(Event((json.dumps(payload),))) == StreamChunk(**chunk, raw=payload)


def test_pieces_that_are_no_json_are_text() -> None:
    assert parse_event(Event(("plain", "text"))) == StreamChunk(text="plain\ntext", raw="plain\ntext")


def test_one_document_over_several_lines() -> None:
    assert parse_event(Event(('{"data": "a', 'b"}'))) == StreamChunk(text="ab", raw={"data": "ab"})


@pytest.mark.parametrize("payload", ["[DONE]", " [DONE] ", '{"data": "[DONE]"}'])
def test_the_end(payload: str) -> None:
    assert parse_event(Event((payload,))) is None


@pytest.mark.parametrize(
    "payload",
    [
        {"status": "FAILED", "supplierError": "overloaded", "statusCode": 480},
        {"error": {"message": "x"}, "message": "overloaded"},
        {"error": "overloaded"},
    ],
)
def test_a_failure_in_the_middle_is_raised(payload: dict[str, Any]) -> None:
    with pytest.raises(errors.OperationFailedError, match="overloaded"):
        parse_event(Event((json.dumps(payload),)))


class TestRun:
    def test_text_and_status(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(
            RUN, _stream(_events(_choice({"content": "Hel"}), {"data": "lo"}, "[DONE]", {"data": "no"}))
        )
        options = {"includeRawData": True}
        stream = aix.Model(id="m1").run_stream("hi", options=options, identifier="u", session_id="s")
        assert (stream.status, stream.text) == ("IN_PROGRESS", "")
        assert [chunk.text for chunk in stream] == ["Hel", "lo"]
        assert (stream.status, stream.text) == ("SUCCESS", "Hello")
        assert platform.body() == {"text": "hi", "options": {"includeRawData": True, "stream": True}}
        assert platform.requests[0].headers["x-user-id"] == "u"
        assert options == {"includeRawData": True}

    def test_tools_ask_for_raw_pieces(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, _stream(_events("[DONE]")))
        list(aix.Model(id="m1").run_stream("hi", tools=[{"a": 1}]))
        assert platform.body()["options"] == {"stream": True, "raw": True}

    def test_an_answer_in_one_piece(self, aix: Aixplain, platform: Platform) -> None:
        done = {"status": "SUCCESS", "completed": True, "data": "all"}
        platform.on(RUN, _stream(json.dumps(done, indent=2).encode(), "application/json"))
        assert [chunk.text for chunk in aix.Model(id="m1").run_stream("hi")] == ["all"]

    def test_a_failure_instead_of_a_stream(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, {"message": "no"}, status=402)
        with pytest.raises(errors.PaymentRequiredError):
            aix.Model(id="m1").run_stream("hi")
        platform.on(RUN, {"status": "FAILED", "error": "x"})
        stream = aix.Model(id="m1").run_stream("hi")
        with pytest.raises(errors.OperationFailedError):
            list(stream)
        assert stream.status == "FAILED"

    def test_a_run_is_never_sent_twice(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, httpx.Response(503))
        with pytest.raises(errors.ServerError):
            aix.Model(id="m1").run_stream("hi")
        assert len(platform.sent) == 1

    def test_a_model_that_says_it_cannot(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ValidationError, match="word by word"):
            aix.Model(id="m1", name="M", supports_streaming=False).run_stream("hi")
        assert platform.sent == []


class Body:
    """A body that tells whether it was closed."""

    content_type = "text/event-stream"

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self.parts

    def close(self) -> None:
        self.closed = True


class TestClosing:
    def test_at_the_end(self) -> None:
        body = Body(_events({"data": "a"}))
        assert len(list(ResponseStream(body))) == 1
        assert body.closed

    def test_on_a_failure(self) -> None:
        body = Body(_events({"data": "a"}, {"error": "x"}))
        stream = ResponseStream(body)
        with pytest.raises(errors.OperationFailedError):
            list(stream)
        assert (body.closed, stream.status, stream.text) == (True, "FAILED", "a")

    def test_by_leaving(self) -> None:
        body = Body(_events({"data": "a"}, {"data": "b"}))
        with ResponseStream(body) as stream:
            next(stream)
        assert (body.closed, stream.status, stream.text) == (True, "ABORTED", "a")
        assert list(stream) == []


@pytest.fixture
def token() -> CancelToken:
    return CancelToken()


def _aix(base: str) -> Aixplain:
    return Aixplain(KEY, config=Config(backend_url=base, model_url=f"{base}/api/v2/execute"))


def test_a_cancel_wakes_a_silent_stream_and_keeps_the_text(token: CancelToken) -> None:
    stopped = threading.Event()

    def answer(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"\r\n" + _events({"data": "partial"}))
        stopped.wait(30)

    with listening(answer) as base, _aix(base) as aix, cancel.use(token):
        stream = aix.Model(id="m1").run_stream("hi")
        assert next(stream).text == "partial"
        started = time.monotonic()
        threading.Timer(0.05, token.cancel).start()
        with pytest.raises(errors.CancelledError):
            next(stream)
        assert time.monotonic() - started < 10
        assert (stream.status, stream.text) == ("ABORTED", "partial")
        stopped.set()


def test_a_stream_that_breaks_off_says_so(token: CancelToken) -> None:
    def answer(connection: socket.socket) -> None:
        event = _events({"data": "partial"})
        connection.sendall(
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n" % (len(event), event)
        )

    with listening(answer) as base, _aix(base) as aix:
        stream = aix.Model(id="m1").run_stream("hi")
        assert next(stream).text == "partial"
        with pytest.raises(errors.APIError, match="broke"):
            next(stream)
        assert (stream.status, stream.text) == ("FAILED", "partial")
