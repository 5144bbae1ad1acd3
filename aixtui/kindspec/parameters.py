"""The parameters of an executable asset as inputs of a form."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.field import Field
from aixtui.kindspec.inputs import folded, run_field
from aixtui.kindspec.results import Reading


def scalar_text(value: Any) -> str:
    """The text of a value, which may stand in an object; empty where there is none."""
    scalar = value.get("value") if isinstance(value, dict) else value
    return "" if scalar is None else str(scalar)


def options_of(param: Any) -> tuple[tuple[str, str], ...]:
    """The values that there are to choose from, each with its label; none where any value will do."""
    pairs = []
    for option in param.available_options or []:
        value = scalar_text(option)
        label = option.get("label") if isinstance(option, dict) else None
        pairs.append((value, cells.clean(label) or cells.clean(value)))
    return tuple(pairs)


def parameter_inputs(asset: Any) -> tuple[Field, ...]:
    """What an asset's `params` ask for; what is fixed is not asked."""
    return folded(
        [
            run_field(
                param.name,
                (str(param.data_type or ""), str(param.data_sub_type or "")),
                label=cells.clean(param.name),
                required=bool(param.required),
                default=cells.editable(scalar_text(param.default_values[0]))
                if param.default_values
                else None,
                options=options_of(param),
                help=cells.clean(param.description),
            )
            for param in asset.params or []
            if param.name and not param.is_fixed
        ]
    )


def at_once(_: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a run from the values of its form; what answers at once is not sent to a queue."""
    return {**values, "in_background": False}


def streams(model: Any, values: dict[str, Any]) -> bool:
    """Whether it gives its answer piece by piece: one that may ask for calls of tools is not all text."""
    return model.supports_streaming is True and not values.get("tools")


def inputs_summary(asset: Any) -> str:
    """The inputs, one a line: name, type, and whether it is required or what it is by default."""
    lines = []
    for item in parameter_inputs(asset):
        need = "required" if item.required else f"default {cells.clean(item.default)}" if item.default else ""
        lines.append(f"{item.label}: {item.type_word}" + (f", {need}" if need else ""))
    return "\n".join(lines)


def read_execution(result: Any) -> Reading:
    """What a reply of the execution service means; while it works, `data` may tell progress and stage."""
    data = result.data
    if not result.completed and isinstance(data, dict):
        progress = data.get("progress")
        if isinstance(progress, bool) or not isinstance(progress, int | float):
            progress = None
        fraction = None if progress is None else min(max(float(progress), 0.0), 1.0)
        return Reading(progress=fraction, note=cells.clean(data.get("stage")))
    return Reading(output=data, tokens=getattr(result.usage, "total_tokens", None))
