import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, Config, Limits, cancel
from aixsdk import exceptions as errors
from aixsdk._http.sse import Event
from aixsdk.cancel import CancelToken
from aixsdk.enums import ResponseStatus
from aixsdk.streaming import ModelResponseStreamer, StreamChunk, parse_event
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
        ({"data": "tok"}, {"data": "tok"}),
        (_choice({"role": "assistant", "content": "tok"}), {"data": "tok"}),
        (_choice({"content": None}), {}),
        (_choice({}, finish_reason="stop"), {"finish_reason": "stop"}),
        (_choice({"tool_calls": {"id": 1}}), {"tool_calls": [{"id": 1}]}),
        (_choice({"tool_calls": [{"id": 1}]}), {"tool_calls": [{"id": 1}]}),
        (_choice({"reasoning_content": "a"}), {"reasoning_content": "a"}),
        (_choice({"reasoning": "b"}), {"reasoning_content": "b"}),
        (
            _choice(
                {"reasoning_details": [{"type": "reasoning.text", "text": "c"}, {"summary": "d"}, "odd"]}
            ),
            {"reasoning_content": "cd"},
        ),
        ({"choices": [], "usage": {"total_tokens": 5}}, {"usage": {"total_tokens": 5}}),
        ({"choices": ["odd"]}, {}),
        ({"other": 1}, {}),
        ([1], {}),
        (None, {}),
    ],
)
def test_what_a_piece_says(payload: Any, chunk: dict[str, Any]) -> None:
    is_whole = "finish_reason" in chunk
    assert parse_event(Event((json.dumps(payload),))) == (StreamChunk(**chunk), is_whole)


def test_pieces_that_are_no_json_are_text() -> None:
    assert parse_event(Event(("plain", "text"))) == (StreamChunk(data="plain\ntext"), False)
    # One document over several lines.
    assert parse_event(Event(('{"data": "a', 'b"}'))) == (StreamChunk(data="ab"), False)


@pytest.mark.parametrize("payload", ["[DONE]", " [DONE] ", '{"data": "[DONE]"}'])
def test_the_end(payload: str) -> None:
    assert parse_event(Event((payload,))) == (None, True)


@pytest.mark.parametrize(
    "payload",
    [
        {"status": "ERROR", "supplierError": "overloaded"},
        {"status": "FAILED", "supplierError": "overloaded"},
        {"error": {"code": 3}, "message": "overloaded"},
        {"error": "overloaded"},
    ],
)
def test_a_failure_in_the_middle_is_a_piece_that_says_so(payload: dict[str, Any]) -> None:
    failed = StreamChunk(status=ResponseStatus.FAILED, error_message="overloaded")
    assert parse_event(Event((json.dumps(payload),))) == (failed, False)
    stream: Any = ModelResponseStreamer(Body(_events({"data": "a"}, payload, {"data": "b"})))
    assert list(stream) == [StreamChunk(data="a"), failed]
    assert (stream.status, stream.text) == ("FAILED", "a")


ENDS = [
    ((), "FAILED"),
    (("[DONE]",), "SUCCESS"),
    ((_choice({}, finish_reason="length"), {"choices": [], "usage": {"total_tokens": 5}}), "SUCCESS"),
    (({"status": "SUCCESS"},), "SUCCESS"),
    (({"status": "COMPLETED", "data": ""},), "SUCCESS"),
    ((_choice({}, finish_reason="error"),), "FAILED"),
]


@pytest.mark.parametrize(("end", "status"), ENDS)
def test_an_answer_is_whole_when_the_platform_says_so(end: tuple[Any, ...], status: str) -> None:
    stream: Any = ModelResponseStreamer(Body(_events({"data": "a"}, *end)))
    *_, last = stream
    assert (stream.status, stream.text) == (status, "a")
    assert bool(last.error_message) is (status == "FAILED")
    assert (last.status == "FAILED") is (status == "FAILED")


class TestRun:
    def test_text_and_status(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(
            RUN, _stream(_events(_choice({"content": "Hel"}), {"data": "lo"}, "[DONE]", {"data": "no"}))
        )
        options = {"includeRawData": True}
        stream = aix.Model(id="m1").run_stream("hi", options=options, identifier="u", session_id="s")
        assert (stream.status, stream.text) == ("IN_PROGRESS", "")
        assert [chunk.data for chunk in stream] == ["Hel", "lo"]
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
        for content_type in ("application/json", "text/plain"):
            platform.on(RUN, _stream(json.dumps(done, indent=2).encode(), content_type))
            stream = aix.Model(id="m1").run_stream("hi")
            assert list(stream) == [StreamChunk(status=ResponseStatus.SUCCESS, data="all")]
            assert stream.status == "SUCCESS"

    def test_events_of_a_server_that_calls_them_something_else(
        self, aix: Aixplain, platform: Platform
    ) -> None:
        for comment in (b"", b"\n\n: ping\n\n"):
            platform.on(RUN, _stream(comment + _events({"data": "a"}, "[DONE]"), "text/plain"))
            assert [chunk.data for chunk in aix.Model(id="m1").run_stream("hi")] == ["a"]

    @pytest.mark.parametrize("kind", ["Model", "Tool", "Integration"])
    def test_a_run_that_asks_for_a_stream(self, aix: Aixplain, platform: Platform, kind: str) -> None:
        platform.on(RUN, _stream(_events({"data": "a"}, "[DONE]")))
        given = {"action": "x", "data": "y"} if kind == "Tool" else {"text": "hi"}
        stream = getattr(aix, kind)(id="m1").run(**given, stream=True)
        assert isinstance(stream, ModelResponseStreamer)
        assert [chunk.data for chunk in stream] == ["a"]
        assert platform.body() == {**given, "options": {"stream": True}}

    def test_a_failure_instead_of_a_stream(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, {"message": "no"}, status=402)
        with pytest.raises(errors.PaymentRequiredError):
            aix.Model(id="m1").run_stream("hi")
        platform.on(RUN, {"status": "FAILED", "error": "x"})
        stream = aix.Model(id="m1").run_stream("hi")
        assert [chunk.error_message for chunk in stream] == ["x"]
        assert stream.status == "FAILED"

    def test_a_run_is_never_sent_twice(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, httpx.Response(503))
        with pytest.raises(errors.ServerError):
            aix.Model(id="m1").run_stream("hi")
        assert len(platform.sent) == 1

    def test_a_model_that_says_it_cannot(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ValidationError, match="piece by piece"):
            aix.Model(id="m1", name="M", supports_streaming=False).run_stream("hi")
        assert platform.sent == []


class Body:
    """A body that tells whether it was closed."""

    content_type = "text/event-stream"
    limits = Limits()

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self.parts

    def without_secrets(self, text: str) -> str:
        return text

    def close(self) -> None:
        self.closed = True


class TestClosing:
    def test_at_the_end(self) -> None:
        body = Body(_events({"data": "a"}))
        assert len(list(ModelResponseStreamer(body))) == 2
        assert body.closed

    def test_on_a_failure(self) -> None:
        body = Body(_events({"data": "a"}, {"error": "x"}))
        stream: Any = ModelResponseStreamer(body)
        list(stream)
        assert (body.closed, stream.status, stream.text) == (True, "FAILED", "a")

    def test_by_leaving(self) -> None:
        body = Body(_events({"data": "a"}, {"data": "b"}))
        stream: Any = ModelResponseStreamer(body)
        with stream:
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
        assert next(stream).data == "partial"
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
        assert next(stream).data == "partial"
        with pytest.raises(errors.APIError, match="broke"):
            next(stream)
        assert (stream.status, stream.text) == ("FAILED", "partial")
