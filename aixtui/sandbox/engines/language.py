"""Which language a text is in."""

import threading
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import AssetSpec
from aixtui.sandbox.catalogue.languages import LANGUAGES
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job

_MOST_CHARACTERS = 20_000
_SEED = 0
_loading = threading.Lock()


def compute(inputs: Inputs, _job: Job) -> object:
    """The language of `text`, how sure that is, and the other candidates."""
    return identify(str(inputs["text"]))


def identify(text: str) -> dict[str, object]:
    """The best language and all candidates with their confidence from 0 to 1.

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
    candidates = [
        {
            "language": guess.lang,
            "name": LANGUAGES.get(guess.lang, guess.lang),
            "confidence": round(guess.prob, 4),
        }
        for guess in found
    ]
    return {**candidates[0], "candidates": candidates}


def tell(output: Any) -> str:
    """The language in words."""
    return f"The text is in {output['name']} ({output['confidence']:.0%} sure)."


ENGINE = Engine(
    AssetSpec(
        path="sandbox/language-identification",
        name="Language Identification",
        description="Tells which of 55 languages a text is in, and how sure that is. Runs in this sandbox.",
        function=("language-identification", "Language Identification"),
        developer="Sandbox",
        host="sandbox",
        price=0.0001,
        version="1",
    ),
    compute,
    topics=("language", "tongue", "spoken"),
    tell=tell,
)
