"""The user's own language model: any server with the chat completions of OpenAI, such as Ollama or vLLM."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aixtui.sandbox.catalogue.asset_spec import AssetSpec
from aixtui.sandbox.catalogue.language_models import GENERATION, GENERATION_PARAMS
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.problems import SandboxError

_SECONDS = 300
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A server at `url` (which ends before `/chat/completions`) and the model to ask there."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SandboxError(f"{self.url} is not the address of a language model server.")

    def engine(self) -> Engine:
        """This model as an engine for the text-generation assets of the catalogue."""
        spec = AssetSpec(
            path="own/language-model",
            name=self.model,
            description="",
            function=GENERATION,
            developer="",
            host="",
            params=GENERATION_PARAMS,
            streaming=True,
        )
        return Engine(spec, self._compute, topics=(), tell=str, stream=self._stream)

    def ask(self, system: str, prompt: str) -> str:
        """The whole answer to a prompt; raises like `pieces`."""
        return "".join(self.pieces(_messages(system, prompt)))

    def pieces(self, messages: list[dict[str, str]], **options: float) -> Iterator[str]:
        """The answer, piece by piece.

        Raises:
            EngineError: the server cannot be reached, refuses, or says something else.
        """
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(str(parts.hostname), parts.port, timeout=_SECONDS)
        body = json.dumps({"model": self.model, "messages": messages, "stream": True, **options})
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connection.request("POST", f"{parts.path.rstrip('/')}/chat/completions", body.encode(), headers)
            reply = connection.getresponse()
            if reply.status != http.client.OK:
                reason = reply.read(_LONGEST_REASON).decode("utf-8", "replace")
                raise EngineError(f"The language model server answers {reply.status}: {reason}")
            yield from _deltas(reply)
        except (OSError, http.client.HTTPException) as error:
            raise EngineError(f"The language model server at {self.url} fails: {error}.") from error
        finally:
            connection.close()

    def _stream(self, inputs: Inputs, _job: Job) -> Iterator[str]:
        options = {name: float(inputs[name]) for name in ("temperature", "top_p") if name in inputs}
        if "max_tokens" in inputs:
            options["max_tokens"] = int(inputs["max_tokens"])
        return self.pieces(_messages(str(inputs.get("context", "")), str(inputs["text"])), **options)

    def _compute(self, inputs: Inputs, job: Job) -> object:
        return "".join(self._stream(inputs, job))


def _messages(system: str, prompt: str) -> list[dict[str, str]]:
    told = [{"role": "system", "content": system}] if system else []
    return [*told, {"role": "user", "content": prompt}]


def _deltas(reply: http.client.HTTPResponse) -> Iterator[str]:
    for line in reply:
        text = line.decode("utf-8", "replace").strip()
        if not text.startswith("data:"):
            continue
        payload = text.removeprefix("data:").strip()
        if payload == "[DONE]":
            return
        piece = _content(payload)
        if piece:
            yield piece


def _content(payload: str) -> str:
    try:
        event: Any = json.loads(payload)
        return str(event["choices"][0]["delta"].get("content") or "") if event["choices"] else ""
    except (ValueError, LookupError, TypeError, AttributeError):
        raise EngineError(f"The language model server says what is no chunk: {payload[:80]}") from None
