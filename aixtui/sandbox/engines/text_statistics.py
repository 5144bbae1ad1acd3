"""Counts and readability of a text."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.engines.engine import Engine, Inputs, Job
from aixtui.sandbox.engines.english import counted
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.prose import paragraphs, sentences, syllables, words
from aixtui.sandbox.engines.stages import pace_param, stages

_WORDS_A_MINUTE = 230
_PACE = "0.4"


@dataclass(frozen=True, slots=True)
class _Prose:
    """A text, taken apart once for all measures."""

    text: str
    words: list[str]
    sentences: list[str]


def compute(inputs: Inputs, job: Job) -> object:
    """Counts, averages, readability scores and the most frequent words of `text`, stage by stage."""
    prose = _read(str(inputs["text"]))
    begin = stages(inputs, job, len(_MEASURES) + 1, _PACE)
    found: dict[str, object] = {}
    for number, (name, measured) in enumerate(_MEASURES):
        begin(number, name)
        found |= measured(prose)
    begin(len(_MEASURES), "ranking the words")
    return found | _frequent(prose, int(inputs.get("top_words", 5)))


def measure(text: str) -> dict[str, object]:
    """The statistics of a text, at once. Readability is None where there is no word to judge."""
    prose = _read(text)
    found: dict[str, object] = {}
    for _, measured in _MEASURES:
        found |= measured(prose)
    return found | _frequent(prose, 5)


def _read(text: str) -> _Prose:
    return _Prose(text, words(text), sentences(text))


def _size(prose: _Prose) -> dict[str, object]:
    return {
        "characters": len(prose.text),
        "charactersWithoutSpaces": sum(not letter.isspace() for letter in prose.text),
        "words": len(prose.words),
        "uniqueWords": len({word.lower() for word in prose.words}),
    }


def _structure(prose: _Prose) -> dict[str, object]:
    return {
        "sentences": len(prose.sentences),
        "paragraphs": len(paragraphs(prose.text)),
        "averageWordLength": _ratio(sum(map(len, prose.words)), len(prose.words)),
        "averageSentenceLength": _ratio(len(prose.words), len(prose.sentences)),
        "readingTimeSeconds": round(len(prose.words) * 60 / _WORDS_A_MINUTE, 1),
    }


def _readability(prose: _Prose) -> dict[str, object]:
    count = sum(map(syllables, prose.words))
    if not prose.words or not prose.sentences:
        return {"syllables": count, "readability": None}
    length, weight = len(prose.words) / len(prose.sentences), count / len(prose.words)
    scores = {
        "fleschReadingEase": round(206.835 - 1.015 * length - 84.6 * weight, 1),
        "fleschKincaidGrade": round(0.39 * length + 11.8 * weight - 15.59, 1),
    }
    return {"syllables": count, "readability": scores}


def _frequent(prose: _Prose, top: int) -> dict[str, object]:
    counts = Counter(word.lower() for word in prose.words if len(word) > 3).most_common(max(top, 0))
    return {"frequentWords": [{"word": word, "count": count} for word, count in counts]}


def _ratio(amount: int, count: int) -> float:
    return round(amount / count, 2) if count else 0.0


_MEASURES: tuple[tuple[str, Callable[[_Prose], dict[str, object]]], ...] = (
    ("counting characters and words", _size),
    ("finding sentences and paragraphs", _structure),
    ("judging readability", _readability),
)


def describe(output: Any) -> str:
    """The counts and the readability in words."""
    words, sentences = counted(output["words"], "word"), counted(output["sentences"], "sentence")
    told = f"It has {words} in {sentences} and takes about {output['readingTimeSeconds']:g} s to read."
    if output["readability"]:
        ease = output["readability"]["fleschReadingEase"]
        told += f" Its Flesch reading ease is {ease:g} (100 is very easy, 0 very hard)."
    return told


ENGINE = Engine(
    own_asset(
        path="sandbox/text-statistics",
        name="Text Statistics",
        description="Counts characters, words, sentences and paragraphs, estimates the reading time and how"
        " hard the text is to read (Flesch scores, made for English), and lists the most frequent words, one"
        " stage after another. The work itself is quick: each stage waits `pace` seconds so that a run can be"
        " watched.",
        function=("text-classification", "Text Classification"),
        price=0.0001,
        params=(
            TEXT,
            Param(
                "top_words",
                sub_type="number",
                default="5",
                description="How many of the most frequent words to list.",
            ),
            pace_param(_PACE),
        ),
        connection=("asynchronous",),
    ),
    compute,
    topics=("statistic", "count", "measure", "readab", "hard to read", "how many words", "length"),
    describe=describe,
)
