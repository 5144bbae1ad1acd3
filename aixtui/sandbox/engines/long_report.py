"""A report on a long text, made section by section: a job that takes seconds and shows how far it is."""

from collections import Counter
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.english import counted
from aixtui.sandbox.engines.language import identify
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.prose import paragraphs, words
from aixtui.sandbox.engines.sentiment import judge
from aixtui.sandbox.engines.stages import pace_param, stages
from aixtui.sandbox.engines.text_statistics import measure

_MOST_SECTIONS = 8
_PACE = "0.8"


def compute(inputs: Inputs, job: Job) -> object:
    """A report on `text`: each section's language, tone and measures, then the whole."""
    text = str(inputs["text"])
    parts = _sections(text)
    stage = stages(inputs, job, len(parts) + 3, _PACE)
    stage(0, "reading")
    reports = []
    for number, section in enumerate(parts, start=1):
        stage(number, f"section {number} of {len(parts)}")
        reports.append(_section(number, section))
    stage(len(parts) + 1, "vocabulary")
    vocabulary = Counter(word.lower() for word in words(text) if len(word) > 3).most_common(10)
    stage(len(parts) + 2, "putting the report together")
    return {
        "sections": reports,
        "vocabulary": [{"word": word, "count": count} for word, count in vocabulary],
        "sentiment": judge(text),
        "statistics": measure(text),
    }


def _sections(text: str) -> list[str]:
    """The paragraphs, joined to at most `_MOST_SECTIONS` runs of neighbours."""
    blocks = paragraphs(text) or [text]
    size = -(-len(blocks) // _MOST_SECTIONS)
    return ["\n\n".join(blocks[start : start + size]) for start in range(0, len(blocks), size)]


def _section(number: int, text: str) -> dict[str, object]:
    try:
        language = identify(text)["language"]
    except EngineError:
        language = None
    tone = judge(text)
    return {
        "number": number,
        "begins": text[:60],
        "language": language,
        "sentiment": tone["label"],
        "score": tone["score"],
        "words": len(words(text)),
    }


def describe(output: Any) -> str:
    """The report as a list of its sections."""
    lines = [
        f"- Section {part['number']}: {counted(part['words'], 'word')}, {part['sentiment']},"
        f" language {part['language']}"
        for part in output["sections"]
    ]
    frequent = ", ".join(entry["word"] for entry in output["vocabulary"][:5])
    return "\n".join(["The text, section by section:", *lines, f"Frequent words: {frequent or 'none'}."])


ENGINE = Engine(
    own_asset(
        path="sandbox/long-document-report",
        name="Long Document Report",
        description="Works through a text section by section (language, tone, measures) and reports its"
        " progress meanwhile. The work itself is quick: each stage waits `pace` seconds so that a run can"
        " be watched.",
        function=("text-summarization", "Text Summarization"),
        price=0.002,
        params=(
            TEXT,
            pace_param(_PACE),
        ),
        connection=("asynchronous",),
    ),
    compute,
    topics=("report", "section", "long document"),
    describe=describe,
)
