"""The user's own language model: any server with the chat completions of OpenAI, such as Ollama or vLLM."""

import http.client
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aixtui.sandbox.catalogue.asset_spec import AssetSpec, Param
from aixtui.sandbox.catalogue.language_models import GENERATION, GENERATION_PARAMS, TOOL_PARAMS
from aixtui.sandbox.engines.completion import Completion, read_chunk
from aixtui.sandbox.engines.engine import Chunk, Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.model_address import require_address
from aixtui.sandbox.engines.server_reply import ended_after, lines, without
from aixtui.sandbox.problems import SandboxError
from aixtui.sandbox.store.document import Doc

_SECONDS = 300.0
"""How long the server may be silent."""
_MOST_SECONDS = 900.0
"""How long all of an answer may take."""
_LEAST_SECONDS = 0.05
_LONGEST_REASON = 300
_MOST_READ = 65_536
_MOST_SAID = 1_000_000
"""Characters of an answer, with the tools it calls and what it thought."""
_KEY = r"[!-~]+"
_STREAMED: Doc = {"stream": True, "stream_options": {"include_usage": True}}
_SAID = ("text", "context", "messages", "data")
"""Inputs that make up the conversation; the others are options of it."""
_PARAMS = (
    *GENERATION_PARAMS,
    *TOOL_PARAMS,
    Param("messages", sub_type="json"),
    Param("data", sub_type="json"),
)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A server at `url` (which ends before `/chat/completions`) and the model to ask there."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        require_address(self.url)
        if self.key is not None and not re.fullmatch(_KEY, self.key):
            raise SandboxError("The key of the language model server holds what no key does, such as blanks.")

    def engine(self) -> Engine:
        """This model as an engine for the text-generation assets of the catalogue."""
        spec = AssetSpec(
            path="own/language-model",
            name=self.model,
            description="",
            function=GENERATION,
            developer="",
            host="",
            params=_PARAMS,
            streaming=True,
        )
        return Engine(spec, self._compute, topics=(), describe=str, stream=self._stream)

    def ask(self, system: str, prompt: str, job: Job) -> str:
        """The whole answer to a prompt; raises like `chunks`."""
        whole = Completion.of(self.chunks(_prompted(system, prompt), {}, job))
        job.describe(whole.more())
        return whole.text

    def chunks(self, messages: list[Any], options: Doc, job: Job) -> Iterator[Chunk]:
        """The answer, piece by piece.

        Raises:
            EngineError: the server cannot be reached, refuses, says something else, or takes longer than
                the run may.
        """
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        seconds = max(_LEAST_SECONDS, min(_MOST_SECONDS, job.seconds_left))
        connection = kind(str(parts.hostname), parts.port, timeout=min(_SECONDS, seconds))
        asked = {"model": self.model, "messages": messages, **_STREAMED, **options}
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        path = f"{parts.path.rstrip('/')}/chat/completions"
        try:
            with ended_after(connection, seconds) as over:
                try:
                    connection.request("POST", path, json.dumps(asked).encode(), headers)
                    yield from self._read(connection.getresponse())
                except (OSError, http.client.HTTPException, EngineError):
                    if not over.is_set():  # else it is about a half of something
                        raise
                if over.is_set():
                    raise EngineError("The language model takes longer than the run may.")
        except (OSError, http.client.HTTPException) as error:
            reason = self._shown(str(error))
            raise EngineError(f"The language model server at {self.url} fails: {reason}.") from None

    def _read(self, reply: http.client.HTTPResponse) -> Iterator[Chunk]:
        if reply.status != http.client.OK:
            reason = self._shown(reply.read(_MOST_READ).decode("utf-8", "replace"))
            raise EngineError(f"The language model server answers {reply.status}: {reason}")
        said = 0
        for line in lines(reply):
            payload = without(self.key, line).removeprefix("data:").strip()
            if payload == "[DONE]":
                return
            if line.startswith("data:"):
                chunk = read_chunk(payload)
                said += len(chunk.text) + sum(len(str(more)) for more in chunk.more.values())
                if said > _MOST_SAID:
                    raise EngineError(f"The language model says more than {_MOST_SAID} characters.")
                yield chunk

    def _shown(self, text: str) -> str:
        """What the server says, as it can be passed on: in short, and without the key."""
        return without(self.key, text)[:_LONGEST_REASON]

    def _stream(self, inputs: Inputs, job: Job) -> Iterator[Chunk]:
        options = {name: value for name, value in inputs.items() if name not in _SAID}
        if "max_tokens" in options:
            options["max_tokens"] = int(options["max_tokens"])
        whole = Completion()
        for chunk in self.chunks(_messages(inputs), options, job):
            whole.add(chunk)
            yield chunk
        job.describe(whole.more())

    def _compute(self, inputs: Inputs, job: Job) -> object:
        return "".join(chunk.text for chunk in self._stream(inputs, job))


def _messages(inputs: Inputs) -> list[Any]:
    """The conversation: `messages`, else `data` (messages, or the parts of one), else the prompt."""
    context = str(inputs.get("context", ""))
    sent = inputs.get("messages", inputs.get("data"))
    if sent is None:
        return _prompted(context, str(inputs["text"]))
    found = sent if isinstance(sent, list) else [sent]
    if all(isinstance(message, dict) and "role" in message for message in found):
        return [*_told(context), *found]
    return [*_told(context), {"role": "user", "content": sent}]


def _prompted(system: str, prompt: str) -> list[Any]:
    return [*_told(system), {"role": "user", "content": prompt}]


def _told(system: str) -> list[Any]:
    return [{"role": "system", "content": system}] if system else []
