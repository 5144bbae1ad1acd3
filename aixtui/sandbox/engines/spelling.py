"""Words that are misspelled."""

from functools import cache
from typing import TYPE_CHECKING, Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.engines.engine import Engine, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.prose import words

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_LANGUAGES = (("en", "English"), ("es", "Spanish"), ("fr", "French"), ("de", "German"), ("pt", "Portuguese"))
_MOST_WORDS = 200
_LONGEST_WORD = 20


@cache
def _checker(language: str) -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language=language, distance=1)


def compute(inputs: Inputs, _job: Job) -> object:
    """The words of `text` that the dictionary of `language` does not have, with corrections."""
    checker = _checker(str(inputs["language"]))
    found = [word for word in words(str(inputs["text"])) if word.isalpha() and len(word) <= _LONGEST_WORD]
    unknown = checker.unknown(found)
    wrong = list(dict.fromkeys(word.lower() for word in found if word.lower() in unknown))[:_MOST_WORDS]
    return {
        "misspelled": [{"word": word, "correction": _correction(checker, word)} for word in wrong],
        "words": len(found),
    }


def _correction(checker: "SpellChecker", word: str) -> str | None:
    best: str | None = checker.correction(word)
    return best if best != word else None


def describe(output: Any) -> str:
    """The misspelled words."""
    wrong = [f"{entry['word']} ({entry['correction'] or 'no suggestion'})" for entry in output["misspelled"]]
    return f"Misspelled: {', '.join(wrong)}." if wrong else "No word is misspelled."


ENGINE = Engine(
    own_asset(
        path="sandbox/spell-check",
        name="Spell Check",
        description="Finds misspelled words and proposes corrections.",
        function=("text-reconstruction", "Text Reconstruction"),
        price=0.0002,
        params=(TEXT, Param("language", "label", default="en", options=_LANGUAGES)),
    ),
    compute,
    topics=("spell", "typo", "misspel"),
    describe=describe,
)
