"""Answers questions about the catalogue with what is in it, word by word."""

import json
import re
from collections.abc import Iterator

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Chunk, Engine, Inputs, Job
from aixtui.sandbox.engines.english import STOP_WORDS
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.pacing import WORD_PACE, word_pace
from aixtui.sandbox.store.document import Doc, part

_MOST_FOUND = 5
_NOT_TOPICS = {
    "model",
    "models",
    "agent",
    "agents",
    "asset",
    "assets",
    "tool",
    "tools",
    "find",
    "show",
    "want",
    "need",
}


def stream(inputs: Inputs, job: Job) -> Iterator[Chunk]:
    """The answer to `text`, a few letters at a time, `pace` seconds apart."""
    pace = word_pace(inputs)
    for piece in re.findall(r"\S+\s*", _answer(str(inputs["text"]), job)):
        yield Chunk(piece)
        job.pause(pace)


def compute(inputs: Inputs, job: Job) -> object:
    """The answer to `text` as a whole."""
    return _answer(str(inputs["text"]), job)


def _answer(question: str, job: Job) -> str:
    asked = [word for word in re.findall(r"\w+", question.lower()) if word not in STOP_WORDS]
    topics = [word for word in asked if word not in _NOT_TOPICS] or asked
    found = _found(topics, job)
    if not found:
        return f"Nothing in this catalogue is about {' '.join(topics) or 'that'}."
    lines = [f"The best matches for {', '.join(topics)}:", ""]
    for doc in found:
        price = part(doc, "pricing", "price")
        cost = f", {price} credits for each {str(part(doc, 'pricing', 'unitType')).lower()}" if price else ""
        path = part(doc, "assetInfo", "assetPath")
        maker = doc.get("developer") or "its team"
        lines.append(f"- {doc['name']} by {maker} ({path}{cost}): {doc['description']}")
    return "\n".join(lines)


def _found(topics: list[str], job: Job) -> list[Doc]:
    if not topics:
        return []
    rows = job.services.database.rows(
        "SELECT doc FROM asset_words JOIN assets ON number = asset_words.rowid WHERE asset_words MATCH ?"
        " AND (public OR team_id = ?) AND place < 9000"
        " ORDER BY bm25(asset_words, 8, 4, 1), place, number LIMIT ?",
        (" OR ".join(f'"{topic}"*' for topic in topics), job.services.team_id, _MOST_FOUND),
    )
    return [json.loads(str(row[0])) for row in rows]


ENGINE = Engine(
    own_asset(
        path="sandbox/catalogue-questions",
        name="Catalogue Questions",
        description="Answers questions about the assets of this catalogue, such as which models translate"
        " from German. It searches and quotes; it is no language model. Streams its answer.",
        function=("question-answering", "Question Answering"),
        price=0.0005,
        params=(
            Param("text", required=True, description="The question."),
            WORD_PACE,
            Param(
                "chunks",
                "label",
                default="choices",
                options=(("choices", "Like chat completions"), ("data", "Plain data")),
                description="The form of the streamed chunks.",
            ),
        ),
        streaming=True,
    ),
    compute,
    topics=("catalogue", "which model", "which agent"),
    describe=str,
    stream=stream,
)
