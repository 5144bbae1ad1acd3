"""The phrases that a text is about."""

import re
from collections import Counter
from itertools import groupby
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.engines.engine import Engine, Inputs, Job
from aixtui.sandbox.engines.english import STOP_WORDS
from aixtui.sandbox.engines.own_asset import own_asset

_PIECES = re.compile(r"[^\W\d_][\w'-]*|[^\s\w]")


def compute(inputs: Inputs, _job: Job) -> object:
    """The best phrases of `text`: runs of telling words, scored by how often they are and their company."""
    pieces = _PIECES.findall(str(inputs["text"]).lower())
    runs = [tuple(run) for telling, run in groupby(pieces, _tells) if telling]
    frequency = Counter(word for run in runs for word in run)
    company: Counter[str] = Counter()
    for run in runs:
        for word in run:
            company[word] += len(run)
    counts = Counter(runs)
    scored = [
        {
            "phrase": " ".join(run),
            "score": round(sum(company[word] / frequency[word] for word in run) * counts[run] ** 0.5, 2),
            "count": counts[run],
        }
        for run in counts
    ]
    scored.sort(key=lambda entry: (-float(str(entry["score"])), str(entry["phrase"])))
    return {"phrases": scored[: max(1, int(inputs.get("top", 10)))]}


def _tells(piece: str) -> bool:
    return piece[0].isalpha() and piece not in STOP_WORDS


def describe(output: Any) -> str:
    """The phrases in words."""
    return "Key phrases: " + (", ".join(entry["phrase"] for entry in output["phrases"]) or "none") + "."


ENGINE = Engine(
    own_asset(
        path="sandbox/key-phrases",
        name="Key Phrases",
        description="Finds the phrases that an English text is about.",
        function=("keyword-extraction", "Keyword Extraction"),
        price=0.0002,
        params=(TEXT, Param("top", sub_type="number", default="10", description="How many phrases at most.")),
    ),
    compute,
    topics=("key phrase", "keyword", "topic", "about"),
    describe=describe,
)
