"""Streamed runs: the pieces of an engine's output as server-sent events, in one of two chunk forms."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import StreamingResponse

from aixtui.sandbox.engines.engine import Chunk, EngineError, Job
from aixtui.sandbox.engines.result_size import GrowingText
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import run_refused
from aixtui.sandbox.runs.dispatch import Prepared, engine_of
from aixtui.sandbox.runs.inputs import checked
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc

_INVALID = "err.invalid_input_data_or_input_url"


def wants_stream(body: Doc) -> bool:
    """Whether a run's body asks for a stream, in `options` or at the top."""
    options = body.get("options")
    return body.get("stream") is True or (isinstance(options, dict) and options.get("stream") is True)


@dataclass(slots=True)
class _Channel:
    """Pieces on their way from the engine's thread to the server's loop."""

    loop: asyncio.AbstractEventLoop
    queue: "asyncio.Queue[Chunk | None]" = field(default_factory=asyncio.Queue)
    closed: bool = False

    def push(self, piece: Chunk | None) -> None:
        """Hand over a piece, None at the end; from any thread."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.queue.put_nowait, piece)


def stream_run(platform: Platform, asset: Asset, body: Doc, caller: Caller) -> StreamingResponse:
    """Start a run and send its output as it comes.

    Raises:
        PlatformError: the asset does not stream, or the inputs do not fit.
    """
    if asset.kind != "model":
        raise run_refused(400, f"{asset.doc.get('name') or asset.id} does not stream its output.", _INVALID)
    engine = engine_of(asset, platform.model)
    stream = engine.stream
    if stream is None:
        raise run_refused(400, f"{asset.doc.get('name') or asset.id} does not stream its output.", _INVALID)
    inputs = checked(engine.spec.params, body)
    channel = _Channel(asyncio.get_running_loop())

    def compute(job: Job) -> object:
        whole = GrowingText()
        for piece in stream(inputs, job):
            if channel.closed:
                raise EngineError("The reader closed the stream.")
            channel.push(piece)
            whole.add(piece.text)
        return whole.text

    run = platform.model_runs.start(asset, body, Prepared(compute, engine.spec.price), caller)
    run.outcome.add_done_callback(lambda _: channel.push(None))

    async def events() -> AsyncIterator[bytes]:
        form = _DataChunks() if inputs.get("chunks") == "data" else _ChoiceChunks(str(inputs.get("text", "")))
        try:
            while (piece := await channel.queue.get()) is not None:
                if event := form.piece(piece):
                    yield event
            reply = run.outcome.result()
            assert isinstance(reply, dict)
            yield _event(reply) if reply["status"] == "FAILED" else form.end(reply)
        finally:
            channel.closed = True

    return StreamingResponse(events(), media_type="text/event-stream")


def _event(content: Any) -> bytes:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n".encode()


class _DataChunks:
    """`{"data": "piece"}`."""

    def piece(self, chunk: Chunk) -> bytes:
        return _event({"data": chunk.text}) if chunk.text else b""

    def end(self, _reply: Doc) -> bytes:
        return _event({"data": "[DONE]"})


class _ChoiceChunks:
    """The chunks of chat completions; without a count of tokens they are counted as streamed pieces."""

    def __init__(self, prompt: str) -> None:
        self._prompt_tokens = len(prompt.split())
        self._pieces = 0

    def piece(self, chunk: Chunk) -> bytes:
        if not chunk.text and not chunk.more:
            return b""
        said = {**chunk.more, "content": chunk.text}
        delta = said if self._pieces else {"role": "assistant", **said}
        self._pieces += 1
        return _event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}], "usage": None})

    def end(self, reply: Doc) -> bytes:
        counted = {
            "prompt_tokens": self._prompt_tokens,
            "completion_tokens": self._pieces,
            "total_tokens": self._prompt_tokens + self._pieces,
        }
        reason = reply["details"][0]["finish_reason"] if "details" in reply else "stop"
        choice: Doc = {"index": 0, "delta": {}, "finish_reason": reason}
        last = {"choices": [choice], "usage": reply.get("usage") or counted}
        return _event(last) + b"data: [DONE]\n\n"
