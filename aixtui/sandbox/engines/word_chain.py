"""Text made word after word out of the descriptions in the catalogue. It streams and calls tools."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from random import Random
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.catalogue.ids import DEFAULT_LLM
from aixtui.sandbox.catalogue.language_models import GENERATION, TOOL_PARAMS
from aixtui.sandbox.engines.chain import Chain, Sampler, tokens
from aixtui.sandbox.engines.completion import Completion
from aixtui.sandbox.engines.engine import Chunk, Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.pacing import WORD_PACE, word_pace
from aixtui.sandbox.engines.tool_calls import find_call
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.text_query import LAST_PLACE

_SENTENCES = 3
_HOTTEST = 2.0
_MOST_READ = 3000
_PIECE = re.compile(r"\s*\S+")


def stream(inputs: Inputs, job: Job) -> Iterator[Chunk]:
    """The answer, `pace` seconds between two words."""
    pace = word_pace(inputs)
    for chunk in _answer(inputs, job):
        yield chunk
        job.pause(pace)


def compute(inputs: Inputs, job: Job) -> object:
    """The answer as a whole."""
    return "".join(chunk.text for chunk in _answer(inputs, job))


def _answer(inputs: Inputs, job: Job) -> Iterator[Chunk]:
    """The pieces of the answer; what it amounts to is told to the job.

    Raises:
        EngineError: an option does not fit.
    """
    said = _conversation(inputs)
    prompt = next((text for role, text in reversed(said) if role == "user"), str(inputs.get("text", "")))
    most, choice = _limit(inputs), Sampler(_temperature(inputs), Random())
    results = [text for role, text in said[-1:] if role == "tool"]
    call = None if results else find_call(inputs.get("tools"), inputs.get("tool_choice"), prompt)
    whole, count = Completion(), 0
    if call:
        pieces = _called(call)
    elif results:
        pieces = map(Chunk, _PIECE.findall(f"The tool says: {results[0]}"))
    else:
        pieces = map(Chunk, _chain(_texts(job)).write(prompt, _SENTENCES, choice))
    for piece in pieces:
        if count == most and not call:
            whole.finish_reason = "length"
            break
        count += 1
        whole.add(piece)
        yield piece
    told = sum(len(tokens(text)) for _, text in said) or len(tokens(prompt))
    whole.usage = {"prompt_tokens": told, "completion_tokens": count, "total_tokens": told + count}
    job.describe(whole.more())


def _called(call: Doc) -> Iterator[Chunk]:
    """A call as it is streamed: who is called, then the arguments piece by piece."""
    function = call["function"]
    start = {"index": 0, **call, "function": {"name": function["name"], "arguments": ""}}
    yield Chunk(more={"tool_calls": [start]})
    for piece in _PIECE.findall(function["arguments"]):
        yield Chunk(more={"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})


def _conversation(inputs: Inputs) -> list[tuple[str, str]]:
    """Who said what in `messages`, else the prompt."""
    sent = inputs.get("messages")
    if sent is None:
        return [("user", str(inputs.get("text", "")))]
    if not isinstance(sent, list) or not all(isinstance(one, Mapping) and "role" in one for one in sent):
        raise EngineError("messages must be an array of objects with a role and a content.")
    return [(str(one["role"]), _text(one.get("content"))) for one in sent]


def _text(content: Any) -> str:
    """The text of a message, which may be in parts."""
    if isinstance(content, list):
        return " ".join(str(part.get("text") or "") for part in content if isinstance(part, Mapping))
    return str(content or "")


def _temperature(inputs: Inputs) -> float:
    temperature = float(inputs["temperature"])
    if not 0 <= temperature <= _HOTTEST:
        raise EngineError(f"temperature must be from 0 to {_HOTTEST:g}.")
    return temperature


def _limit(inputs: Inputs) -> int | None:
    most = inputs.get("max_tokens")
    if most is None:
        return None
    if most != int(most) or most < 1:
        raise EngineError("max_tokens must be a whole number of at least 1.")
    return int(most)


def _texts(job: Job) -> tuple[str, ...]:
    """The descriptions that everybody may read, without those that are there to be hard to show."""
    rows = job.services.database.rows(
        "SELECT json_extract(doc, '$.description') FROM assets WHERE public AND place < ?"
        " ORDER BY place, number LIMIT ?",
        (LAST_PLACE, _MOST_READ),
    )
    return tuple(dict.fromkeys(str(row[0]) for row in rows if row[0]))


@lru_cache(maxsize=2)
def _chain(texts: tuple[str, ...]) -> Chain:
    return Chain(texts)


ENGINE = Engine(
    own_asset(
        path="sandbox/word-chain",
        name="Word Chain",
        description="Strings words together as they follow each other in the descriptions of this catalogue,"
        " beginning near the words of the prompt. It is no language model: it knows nothing, understands"
        " nothing and answers no question. It streams, and calls tools by the words that they share with the"
        " prompt. The model that agents have here unless they name another.",
        function=GENERATION,
        price=0.0001,
        params=(
            Param("text", required=True, description="The prompt."),
            Param(
                "temperature",
                sub_type="number",
                default="1",
                description="How varied the text is, from 0 to 2; 0 always gives the same.",
            ),
            Param("max_tokens", sub_type="number", description="The most words and signs of the text."),
            *TOOL_PARAMS,
            Param("messages", sub_type="json", description="A conversation, in place of the prompt."),
            WORD_PACE,
        ),
        streaming=True,
        id=DEFAULT_LLM,
    ),
    compute,
    topics=("generate text", "text generation"),
    describe=str,
    stream=stream,
)
