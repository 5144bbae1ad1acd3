"""The sentences of a text that say most of it."""

from collections import Counter
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.engines.engine import Engine, Inputs, Job
from aixtui.sandbox.engines.english import STOP_WORDS
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.prose import sentences, words


def compute(inputs: Inputs, _job: Job) -> object:
    """The best sentences of `text`, in their order: those whose words are frequent in it."""
    lines = sentences(str(inputs["text"]))
    bags = [{word.lower() for word in words(line)} - STOP_WORDS for line in lines]
    frequency = Counter(word for bag in bags for word in bag)
    scores = [sum(frequency[word] for word in bag) / (len(bag) ** 0.5 or 1) for bag in bags]
    wanted = max(1, int(inputs.get("sentences", 3)))
    best = sorted(range(len(lines)), key=lambda number: -scores[number])[:wanted]
    return {
        "summary": " ".join(lines[number] for number in sorted(best)),
        "sentences": len(best),
        "of": len(lines),
    }


def describe(output: Any) -> str:
    """The summary."""
    return f"In short: {output['summary']}"


ENGINE = Engine(
    own_asset(
        path="sandbox/summary",
        name="Extractive Summary",
        description="Picks the sentences of an English text that say most of it.",
        function=("text-summarization", "Text Summarization"),
        price=0.0002,
        params=(TEXT, Param("sentences", sub_type="number", default="3", description="How many sentences.")),
    ),
    compute,
    topics=("summar", "in short", "shorten"),
    describe=describe,
)
