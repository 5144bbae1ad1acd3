"""Models that clients of the platform know by id."""

from aixtui.sandbox.catalogue.asset_spec import TEXT, AssetSpec, Param
from aixtui.sandbox.catalogue.language_models import GENERATION, GENERATION_PARAMS, TOOL_PARAMS, TRANSLATION
from aixtui.sandbox.catalogue.languages import LANGUAGES


def _llm(
    id: str | None, path: str, name: str, developer: str, host: str, price: float, context: int
) -> AssetSpec:
    return AssetSpec(
        path=path,
        name=name,
        description=f"A language model by {developer} with a context of {context:,} tokens.",
        function=GENERATION,
        developer=developer,
        host=host,
        price=price,
        unit="TOKEN",
        params=(*GENERATION_PARAMS, *TOOL_PARAMS),
        streaming=True,
        attributes={"max_context_length": str(context)},
        id=id,
    )


def _translator(id: str, path: str, name: str, developer: str, host: str, connection: str) -> AssetSpec:
    options = tuple(LANGUAGES.items())
    return AssetSpec(
        path=path,
        name=name,
        description="Translates text between many languages.",
        function=TRANSLATION,
        developer=developer,
        host=host,
        price=0.00002,
        unit="CHAR",
        params=(
            TEXT,
            Param("sourcelanguage", "label", required=True, options=options),
            Param("targetlanguage", "label", required=True, options=options),
        ),
        connection=(connection,),
        id=id,
    )


WELL_KNOWN: tuple[AssetSpec, ...] = (
    _llm(None, "openai/gpt-5.4", "GPT-5.4", "OpenAI", "openai", 0.00001, 400_000),
    _llm(
        "67fd9e2bef0365783d06e2f0",
        "openai/gpt-4.1-nano",
        "GPT-4.1 Nano",
        "OpenAI",
        "openai",
        0.0000004,
        1_000_000,
    ),
    _llm(
        "69727676c60248082d79932f",
        "openai/gpt-5.4-mini",
        "GPT-5.4 Mini",
        "OpenAI",
        "openai",
        0.000002,
        400_000,
    ),
    _llm("6646261c6eb563165658bbb1", "openai/gpt-4o", "GPT-4o", "OpenAI", "openai", 0.00001, 128_000),
    _llm(
        "698c87701239a117fd66b468",
        "anthropic/claude-opus-4.6",
        "Claude Opus 4.6",
        "Anthropic",
        "anthropic",
        0.000025,
        200_000,
    ),
    _llm(
        "68d43005ce180d2fdb4deac7",
        "google/gemini-2.5-pro",
        "Gemini 2.5 Pro",
        "Google",
        "google",
        0.00001,
        1_000_000,
    ),
    _translator(
        "66aa869f6eb56342c26057e1",
        "google/cloud-translation",
        "Cloud Translation",
        "Google",
        "google",
        "synchronous",
    ),
    _translator(
        "6686e7946eb563a724229b84", "aws/amazon-translate", "Amazon Translate", "AWS", "aws", "asynchronous"
    ),
    AssetSpec(
        path="bytedance/seedream",
        name="Seedream",
        description="Draws a picture from a description.",
        function=("text-to-image-generation", "Text to Image Generation"),
        developer="ByteDance",
        host="bytedance",
        price=0.03,
        unit="IMAGE",
        id="69f347e7de823633d9604dfd",
    ),
)
