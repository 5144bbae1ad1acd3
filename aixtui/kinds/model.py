"""Models: listed, inspected and run. The platform offers no way to change them."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_parts import (
    ABOUT,
    BY_DEVELOPER,
    BY_HOST,
    BY_PATH,
    DEVELOPER,
    HOST,
    IDENTITY,
    NAME,
    ORIGIN,
    OWNERSHIP,
    SAVED,
    STATUS,
    UPDATED,
    yes_or_no,
)
from aixtui.kindspec.availability import FIRST_FILTERS, HERE, RUNS, RUNS_HERE, why_not_run
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Fact, Kind, Section
from aixtui.kindspec.languages import LANGUAGES
from aixtui.kindspec.parameters import at_once, inputs_summary, parameter_inputs, read_execution, streams


def _function(model: Any) -> str:
    return cells.clean(model.function).replace("_", "-").lower()


def _run_instead(model: Any) -> tuple[tuple[str, str], ...]:
    function = _function(model)
    return (("function", function), *FIRST_FILTERS) if function else ()


FUNCTIONS = (
    "text-generation",
    "translation",
    "speech-recognition",
    "speech-synthesis",
    "text-summarization",
    "sentiment-analysis",
    "text-classification",
    "language-identification",
    "question-answering",
    "text-embedding",
    "ocr",
    "text-to-image-generation",
    "text-to-video-generation",
    "image-classification",
    "object-detection",
    "guardrails",
    "utilities",
    "search",
)
STATUSES = ("onboarded", "draft", "onboarding", "pending", "disabled", "failed", "deprecated_draft")


def _language(name: str, label: str, argument: str, *fills: str) -> Filter:
    return Filter(
        name, label, argument, tuple(LANGUAGES), free_text=True, multiple=True, names=LANGUAGES, fills=fills
    )


_NOT_RUN = ("disabled", "failed")


def _why_not_run(model: Any) -> str:
    status = str(getattr(model.status, "value", model.status) or "")
    return why_not_run(model) or (f"Its status is {status}: it is not online." if status in _NOT_RUN else "")


MODEL = Kind(
    id="model",
    plural="models",
    label="Models",
    aliases=("m", "mod"),
    about="A model does one thing, such as translating a text, and is run by itself or by agents.",
    source=lambda aix: aix.Model,
    columns=(
        NAME._replace(width=30, grow=True),
        Column("function", "Function", lambda m: cells.text(_function(m)), width=19),
        DEVELOPER,
        Column(
            "price",
            "Price",
            lambda m: cells.price_in_column(m.pricing),
            width=18,
            align="right",
            sort="normalizedPrice",
            sort_note="whatever the unit",
        ),
        HOST,
        STATUS._replace(wide=True),
        UPDATED._replace(wide=True),
        RUNS,
    ),
    sections=(
        Section(
            "Model",
            (
                *IDENTITY,
                Fact("Function", lambda m: cells.text(_function(m))),
                Fact("Price", lambda m: cells.price(m.pricing)),
                ABOUT,
            ),
        ),
        ORIGIN,
        Section(
            "Running",
            (
                HERE,
                Fact("Connection", lambda m: cells.text(", ".join(m.connection_type or []))),
                Fact("Streaming", lambda m: yes_or_no(m.supports_streaming)),
                Fact("Inputs", inputs_summary),
            ),
        ),
    ),
    filters=(
        Filter(
            "function",
            "Function",
            "functions",
            FUNCTIONS,
            suggest_from=_function,
            free_text=True,
            multiple=True,
            makes_constant="function",
        ),
        BY_DEVELOPER,
        BY_HOST,
        Filter("status", "Status", "status", STATUSES, multiple=True, makes_constant="status"),
        OWNERSHIP,
        _language("from", "From language", "source_languages", "sourcelanguage", "language"),
        _language("to", "To language", "target_languages", "targetlanguage"),
        BY_PATH,
        SAVED,
        RUNS_HERE,
    ),
    first_filters=FIRST_FILTERS,
    inputs=parameter_inputs,
    arguments=at_once,
    streams=streams,
    why_not_run=_why_not_run,
    run_instead=_run_instead,
    read_result=read_execution,
    reasons=dict.fromkeys(
        ("create", "save", "clone", "delete"),
        "Models are read-only: the platform offers no way to create, change or delete them.",
    ),
)
