"""Models: listed, inspected and run. The platform offers no way to change them."""

from typing import Any

from aixtui.catalog import cells
from aixtui.catalog.filters import YES, Filter
from aixtui.catalog.inputs import Input, InputType
from aixtui.catalog.kind import Column, Fact, Kind, Section
from aixtui.catalog.results import Reading


def _function(model: Any) -> str:
    function = model.function
    name = getattr(function, "id", None) or getattr(function, "value", function)
    return cells.clean(name).replace("_", "-").lower()


def _version(model: Any) -> str:
    version = model.version
    return cells.clean(getattr(version, "name", None) or getattr(version, "id", None) or "")


def _input_type(param: Any) -> InputType:
    kinds = {str(param.data_type or "").lower(), str(param.data_sub_type or "").lower()}
    if param.available_options:
        return "choice"
    if kinds & {"number", "float", "integer"}:
        return "number"
    if "boolean" in kinds:
        return "boolean"
    if "json" in kinds or "array" in kinds:
        return "json"
    return "text" if param.name in ("text", "data", "prompt") else "line"


def _scalar(value: Any) -> str:
    held = value.get("value") if isinstance(value, dict) else value
    return "" if held is None else cells.clean_block(held)


def _options(param: Any) -> tuple[tuple[str, str], ...]:
    pairs = []
    for option in param.available_options or []:
        value = _scalar(option)
        label = option.get("label") if isinstance(option, dict) else None
        pairs.append((value, cells.clean(label) or value))
    return tuple(pairs)


def _inputs(model: Any) -> tuple[Input, ...]:
    return tuple(
        Input(
            name=param.name,
            label=cells.clean(param.name),
            type=_input_type(param),
            required=bool(param.required),
            default=_scalar(param.default_values[0]) if param.default_values else "",
            options=_options(param),
        )
        for param in model.params or []
        if not param.is_fixed
    )


def _read(result: Any) -> Reading:
    data = result.data
    if not result.completed and isinstance(data, dict):
        progress = data.get("progress")
        if isinstance(progress, bool) or not isinstance(progress, int | float):
            progress = None
        clamped = None if progress is None else min(max(float(progress), 0.0), 1.0)
        return Reading(progress=clamped, note=cells.clean(data.get("stage")))
    return Reading(output=data)


def _inputs_summary(model: Any) -> str:
    lines = []
    for given in _inputs(model):
        need = (
            "required" if given.required else f"default {cells.clean(given.default)}" if given.default else ""
        )
        lines.append(f"{given.name}: {given.type}" + (f", {need}" if need else ""))
    return "\n".join(lines)


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
LANGUAGES = (
    "en",
    "es",
    "fr",
    "de",
    "pt",
    "it",
    "nl",
    "ar",
    "zh",
    "ja",
    "ko",
    "hi",
    "ru",
    "tr",
    "pl",
    "sv",
    "uk",
)

MODEL = Kind(
    id="model",
    plural="models",
    label="Models",
    aliases=("m", "mod"),
    bound=lambda aix: aix.Model,
    columns=(
        Column("name", "Name", lambda m: cells.text(m.name), width=30, grow=True, sort="name"),
        Column("function", "Function", lambda m: cells.text(_function(m)), width=21),
        Column("developer", "Developer", lambda m: cells.text(m.developer), width=12),
        Column(
            "price",
            "Price",
            lambda m: cells.price(m.pricing),
            width=13,
            align="right",
            sort="normalizedPrice",
        ),
        Column("host", "Host", lambda m: cells.text(m.host), width=11, wide=True),
        Column("status", "Status", lambda m: cells.status(m.status), width=10, wide=True),
        Column(
            "updated", "Updated", lambda m: cells.day(m.updated_at), width=10, wide=True, sort="updatedAt"
        ),
    ),
    sections=(
        Section(
            "Model",
            (
                Fact("Name", lambda m: cells.text(m.name)),
                Fact("Path", lambda m: cells.text(m.path)),
                Fact("Id", lambda m: cells.text(m.id)),
                Fact("Status", lambda m: cells.status(m.status)),
                Fact("Function", lambda m: cells.text(_function(m))),
                Fact("Price", lambda m: cells.price(m.pricing)),
                Fact("Description", lambda m: cells.clean_block(m.description)),
            ),
        ),
        Section(
            "Origin",
            (
                Fact("Developer", lambda m: cells.text(m.developer)),
                Fact("Host", lambda m: cells.text(m.host)),
                Fact("Vendor", lambda m: cells.text(getattr(m.vendor, "name", None))),
                Fact("Version", lambda m: cells.text(_version(m))),
                Fact("Created", lambda m: cells.day(m.created_at)),
                Fact("Updated", lambda m: cells.day(m.updated_at)),
            ),
        ),
        Section(
            "Running",
            (
                Fact("Connection", lambda m: cells.text(", ".join(m.connection_type or []))),
                Fact("Streaming", lambda m: cells.text({True: "yes", False: "no"}.get(m.supports_streaming))),
                Fact("Inputs", _inputs_summary),
            ),
        ),
    ),
    filters=(
        Filter("function", "Function", "functions", FUNCTIONS, seen=_function, typed=True, many=True),
        Filter("developer", "Developer", "developer", seen=lambda m: cells.clean(m.developer), typed=True),
        Filter("host", "Host", "host", seen=lambda m: cells.clean(m.host), typed=True),
        Filter("status", "Status", "status", STATUSES, many=True),
        Filter("owner", "Ownership", "ownership", ("PRIVATE", "PUBLIC", "TEAM")),
        Filter("from", "From language", "source_languages", LANGUAGES, typed=True, many=True),
        Filter("to", "To language", "target_languages", LANGUAGES, typed=True, many=True),
        Filter("path", "Path begins with", "path", typed=True),
        Filter("saved", "Saved by me", "saved", (YES,)),
    ),
    inputs=_inputs,
    read=_read,
    fixed_reason="Models are read-only: the platform offers no way to create, change or delete them.",
)
