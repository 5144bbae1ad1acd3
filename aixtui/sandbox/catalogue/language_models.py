"""Text models: language models by size and host, translation by pair, embeddings."""

from collections.abc import Iterator

from aixtui.sandbox.catalogue.asset_spec import TEXT, AssetSpec, Param
from aixtui.sandbox.catalogue.languages import LANGUAGES
from aixtui.sandbox.catalogue.raw import data

GENERATION = ("text-generation", "Text Generation")
TRANSLATION = ("translation", "Translation")

GENERATION_PARAMS = (
    Param("text", required=True, description="The prompt."),
    Param(
        "temperature", sub_type="number", default="1", description="How varied the answers are, from 0 to 2."
    ),
    Param("max_tokens", sub_type="number", description="The longest answer, in tokens."),
    Param("top_p", sub_type="number", default="1"),
    Param("context", description="What the model is told before the prompt."),
    Param("response_format", "text", "json", description="A JSON schema that the answer keeps to."),
)
TOOL_PARAMS = (
    Param("tools", "text", "json", description="Functions that the model may ask to call."),
    Param(
        "tool_choice",
        "label",
        "any",
        description="Whether to call a function: auto, none, required, or an object that names one.",
    ),
)

_CORE = ("en", "es", "fr", "de")
_TRANSLATED = data("translated")


def slug(text: str) -> str:
    """A name as part of a path."""
    return "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in text.lower())


def language_models() -> Iterator[AssetSpec]:
    """All text models of this file."""
    yield from _generators()
    yield from _translators()
    yield from _embedders()


def _generators() -> Iterator[AssetSpec]:
    for family in data("language_models"):
        for number, version in enumerate(family["versions"]):
            for host in family["hosts"]:
                name = f"{family['family']} {version}"
                yield AssetSpec(
                    path=f"{host}/{slug(name)}",
                    name=name,
                    description=f"A language model by {family['developer']}, served by {host}. Writes,"
                    f" answers, summarizes and calls functions; context of {family['context']:,} tokens.",
                    function=GENERATION,
                    developer=family["developer"],
                    host=host,
                    price=round(family["price"] / (1 + number), 10),
                    unit="TOKEN",
                    params=(*GENERATION_PARAMS, *TOOL_PARAMS),
                    streaming=True,
                    version=version,
                    attributes={"max_context_length": str(family["context"])},
                )


def _translators() -> Iterator[AssetSpec]:
    pairs = {(source, target) for source in _CORE for target in _TRANSLATED if source != target}
    for source, target in sorted(pairs | {(target, source) for source, target in pairs}):
        yield AssetSpec(
            path=f"helsinki-nlp/opus-mt-{source}-{target}",
            name=f"OPUS-MT {LANGUAGES[source]} to {LANGUAGES[target]}",
            description=f"Translates text from {LANGUAGES[source]} into {LANGUAGES[target]}.",
            function=TRANSLATION,
            developer="Helsinki-NLP",
            host="huggingface",
            price=0.000001,
            unit="CHAR",
            params=(
                TEXT,
                Param("sourcelanguage", "label", default=source, options=((source, LANGUAGES[source]),)),
                Param("targetlanguage", "label", default=target, options=((target, LANGUAGES[target]),)),
            ),
            attributes={"is_finetunable": True},
        )


def _embedders() -> Iterator[AssetSpec]:
    for family in data("embeddings"):
        for version in family["versions"]:
            name = f"{family['family']} {version}"
            yield AssetSpec(
                path=f"{family['host']}/{slug(name)}",
                name=name,
                description=f"Turns text into a vector, by {family['developer']}.",
                function=("text-embedding", "Text Embedding"),
                developer=family["developer"],
                host=family["host"],
                price=0.0000001,
                unit="TOKEN",
                params=(TEXT, Param("dimensions", sub_type="number")),
                version=version,
            )
