"""The first content of a new sandbox."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

from aixtui.sandbox.catalogue.agents import agents
from aixtui.sandbox.catalogue.asset_spec import AssetSpec, document
from aixtui.sandbox.catalogue.hostile import hostile
from aixtui.sandbox.catalogue.language_models import GENERATION, TOOL_PARAMS, language_models
from aixtui.sandbox.catalogue.other_models import other_models
from aixtui.sandbox.catalogue.speech import speech
from aixtui.sandbox.catalogue.tools import integrations, tools
from aixtui.sandbox.catalogue.well_known import WELL_KNOWN
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.sandbox.programs import NEEDED
from aixtui.sandbox.store.accounts import PLATFORM_TEAM
from aixtui.sandbox.store.assets import NewAsset
from aixtui.sandbox.store.text_query import LAST_PLACE

DEFAULT_SIZE = 1000
SAVED = (
    "sandbox/text-statistics",
    "sandbox/catalogue-questions",
    "openai/gpt-5.4",
    "openai/whisper-large-v3",
    "sandbox/calculator",
    "composio/slack",
    "aixplain/python-sandbox",
    "aixplain/tone-checker",
)
"""The paths of what the user has saved: the protocol has no way to save more."""
_ENGINES_AT, _KNOWN_AT, _REST_AT, _RARE_AT = 0, 500, 1000, 2000
_RARE = ("sandbox/media-facts", "sandbox/vector-similarity", *NEEDED)
"""Engines that few look for, or that not every machine can run: they leave the first page to the others."""


def catalogue(
    size: int = DEFAULT_SIZE, *, has_model: bool = False, with_hostile: bool = False
) -> Iterator[NewAsset]:
    """`size` assets, or the few hundred that every sandbox has when `size` is smaller.

    With `with_hostile` there are models too that are hard to show, to test clients with.
    The language models of others stream and call tools only where there `has_model`, the user's own, that
    does it for them.
    """
    fixed = [*_engines(), *_known(has_model), *agents(), *integrations(), *tools()]
    if with_hostile:
        fixed += _hostile()
    yield from fixed
    for spec in islice(_generated(), max(0, size - len(fixed))):
        doc = document(_as_here(spec, has_model))
        yield NewAsset("model", doc, PLATFORM_TEAM, public=True, place=_REST_AT)


def _engines() -> Iterator[NewAsset]:
    for index, engine in enumerate(ENGINES.values()):
        yield NewAsset(
            "model",
            document(engine.spec),
            PLATFORM_TEAM,
            public=True,
            engine=engine.name,
            place=(_RARE_AT if engine.name in _RARE else _ENGINES_AT) + index,
        )


def _known(has_model: bool) -> Iterator[NewAsset]:
    for index, spec in enumerate(WELL_KNOWN):
        doc = document(_as_here(spec, has_model))
        yield NewAsset("model", doc, PLATFORM_TEAM, public=True, place=_KNOWN_AT + index)


def _as_here(spec: AssetSpec, has_model: bool) -> AssetSpec:
    """A model that has no engine of its own, without what nothing here does for it."""
    if has_model or spec.function != GENERATION:
        return spec
    params = tuple(param for param in spec.params if param not in TOOL_PARAMS)
    return replace(spec, streaming=None, params=params)


def _hostile() -> Iterator[NewAsset]:
    for doc in hostile():
        yield NewAsset("model", doc, PLATFORM_TEAM, public=True, place=LAST_PLACE)


def _generated() -> Iterator[AssetSpec]:
    """Models without end: after the first round, further revisions of the same ones."""
    for revision in count(1):
        for family in (speech, other_models, language_models):
            for spec in family():
                yield spec if revision == 1 else _revised(spec, revision)


def _revised(spec: AssetSpec, revision: int) -> AssetSpec:
    return replace(
        spec, path=f"{spec.path}-r{revision}", name=f"{spec.name} r{revision}", version=str(revision), id=None
    )
