"""Which language a text is in."""

import threading
import unicodedata
from typing import Any

from aixtui.sandbox.catalogue.languages import LANGUAGES
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset

_MOST_CHARACTERS = 20_000
_SEED = 0
_SURE_LETTERS = 20
_RELIABLE = 0.5
# Several languages of each of these scripts are told apart; any other script gives its language away.
_SHARED_SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "CJK"}
_loading = threading.Lock()


def compute(inputs: Inputs, _job: Job) -> object:
    """The language of `text`, how sure that is, and the other candidates."""
    return identify(str(inputs["text"]))


def identify(text: str) -> dict[str, object]:
    """The best language and all candidates with their confidence from 0 to 1.

    A few letters look as much like one language as like another, however well they fit the first: confidence
    grows with their number. `reliable` says whether the best is more likely right than wrong.

    Raises:
        EngineError: the text has no letters to judge by.
    """
    with _loading:
        from langdetect import DetectorFactory, LangDetectException, detect_langs

        DetectorFactory.seed = _SEED
        try:
            found = detect_langs(text[:_MOST_CHARACTERS])
        except LangDetectException as error:
            raise EngineError("The text has no letters to tell a language by.") from error
    evidence = _evidence(text[:_MOST_CHARACTERS])
    candidates = [
        {
            "language": guess.lang,
            "name": LANGUAGES.get(guess.lang, guess.lang),
            "confidence": round(guess.prob * evidence, 4),
        }
        for guess in found
    ]
    reliable = candidates[0]["confidence"] >= _RELIABLE
    return {**candidates[0], "reliable": reliable, "candidates": candidates}


def _evidence(text: str) -> float:
    """How much the letters of a text can tell, from 0 to 1."""
    scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()]
    if any(script not in _SHARED_SCRIPTS for script in scripts):
        return 1.0
    return min(1.0, len(scripts) / _SURE_LETTERS)


def describe(output: Any) -> str:
    """The language in words."""
    guess = f"{output['name']} ({output['confidence']:.0%} sure)"
    if not output["reliable"]:
        return f"The text is too short to tell its language; the best guess is {guess}."
    return f"The text is in {guess}."


ENGINE = Engine(
    own_asset(
        path="sandbox/language-identification",
        name="Language Identification",
        description="Tells which of 55 languages a text is in, and how sure that is.",
        function=("language-identification", "Language Identification"),
        price=0.0001,
    ),
    compute,
    topics=("language", "tongue", "spoken"),
    describe=describe,
)
