"""Counts and readability of a text."""

from collections import Counter
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, AssetSpec, Param
from aixtui.sandbox.engines.engine import Engine, Inputs, Job
from aixtui.sandbox.engines.prose import paragraphs, sentences, syllables, words

_WORDS_A_MINUTE = 230


def compute(inputs: Inputs, _job: Job) -> object:
    """Counts, averages, readability scores and the most frequent words of `text`."""
    return measure(str(inputs["text"]), top=int(inputs.get("top_words", 5)))


def measure(text: str, *, top: int = 5) -> dict[str, object]:
    """The statistics of a text. Readability is None where there is no word to judge."""
    found = words(text)
    lines = sentences(text)
    syllable_count = sum(map(syllables, found))
    frequent = Counter(word.lower() for word in found if len(word) > 3).most_common(max(top, 0))
    return {
        "characters": len(text),
        "charactersWithoutSpaces": sum(not letter.isspace() for letter in text),
        "words": len(found),
        "uniqueWords": len({word.lower() for word in found}),
        "sentences": len(lines),
        "paragraphs": len(paragraphs(text)),
        "syllables": syllable_count,
        "averageWordLength": _ratio(sum(map(len, found)), len(found)),
        "averageSentenceLength": _ratio(len(found), len(lines)),
        "readingTimeSeconds": round(len(found) * 60 / _WORDS_A_MINUTE, 1),
        "readability": _readability(len(found), len(lines), syllable_count),
        "frequentWords": [{"word": word, "count": count} for word, count in frequent],
    }


def _readability(word_count: int, sentence_count: int, syllable_count: int) -> dict[str, float] | None:
    if not word_count or not sentence_count:
        return None
    length, weight = word_count / sentence_count, syllable_count / word_count
    return {
        "fleschReadingEase": round(206.835 - 1.015 * length - 84.6 * weight, 1),
        "fleschKincaidGrade": round(0.39 * length + 11.8 * weight - 15.59, 1),
    }


def _ratio(amount: int, count: int) -> float:
    return round(amount / count, 2) if count else 0.0


def tell(output: Any) -> str:
    """The counts and the readability in words."""
    told = (
        f"It has {output['words']} words in {output['sentences']} sentences and takes about"
        f" {output['readingTimeSeconds']:g} seconds to read."
    )
    if output["readability"]:
        ease = output["readability"]["fleschReadingEase"]
        told += f" Its Flesch reading ease is {ease:g} (100 is very easy, 0 very hard)."
    return told


ENGINE = Engine(
    AssetSpec(
        path="sandbox/text-statistics",
        name="Text Statistics",
        description="Counts characters, words, sentences and paragraphs, estimates the reading time and how"
        " hard the text is to read (Flesch scores, made for English), and lists the most frequent words. Runs"
        " in this sandbox.",
        function=("text-classification", "Text Classification"),
        developer="Sandbox",
        host="sandbox",
        price=0.0001,
        params=(
            TEXT,
            Param(
                "top_words",
                sub_type="number",
                default="5",
                description="How many of the most frequent words to list.",
            ),
        ),
        version="1",
    ),
    compute,
    topics=("statistic", "count", "measure", "readab", "hard to read", "how many words", "length"),
    tell=tell,
)
