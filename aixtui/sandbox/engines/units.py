"""Conversion of units."""

from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset

# Unit, its name, its dimension, and how many of the dimension's base unit it is.
_UNITS: tuple[tuple[str, str, str, float], ...] = (
    ("mm", "millimetre", "length", 0.001),
    ("cm", "centimetre", "length", 0.01),
    ("m", "metre", "length", 1),
    ("km", "kilometre", "length", 1000),
    ("in", "inch", "length", 0.0254),
    ("ft", "foot", "length", 0.3048),
    ("mi", "mile", "length", 1609.344),
    ("g", "gram", "mass", 0.001),
    ("kg", "kilogram", "mass", 1),
    ("oz", "ounce", "mass", 0.028349523125),
    ("lb", "pound", "mass", 0.45359237),
    ("s", "second", "time", 1),
    ("min", "minute", "time", 60),
    ("h", "hour", "time", 3600),
    ("day", "day", "time", 86_400),
    ("l", "litre", "volume", 1),
    ("ml", "millilitre", "volume", 0.001),
    ("gal", "US gallon", "volume", 3.785411784),
    ("B", "byte", "data", 1),
    ("kB", "kilobyte", "data", 1000),
    ("MB", "megabyte", "data", 1_000_000),
    ("KiB", "kibibyte", "data", 1024),
    ("MiB", "mebibyte", "data", 1_048_576),
    ("C", "degree Celsius", "temperature", 1),
    ("F", "degree Fahrenheit", "temperature", 1),
    ("K", "kelvin", "temperature", 1),
)
_BY_CODE = {code: (dimension, factor) for code, _, dimension, factor in _UNITS}
_OPTIONS = tuple((code, name) for code, name, _, _ in _UNITS)
_TO_KELVIN = {"C": (1.0, 273.15), "F": (5 / 9, 459.67 * 5 / 9), "K": (1.0, 0.0)}


def compute(inputs: Inputs, _job: Job) -> object:
    """`value` of `unit` in `to`."""
    value, source, target = float(inputs["value"]), str(inputs["unit"]), str(inputs["to"])
    dimension, factor = _BY_CODE[source]
    other_dimension, other_factor = _BY_CODE[target]
    if dimension != other_dimension:
        raise EngineError(f"{source} is a {dimension}, {target} a {other_dimension}.")
    if dimension == "temperature":
        scale, offset = _TO_KELVIN[source]
        other_scale, other_offset = _TO_KELVIN[target]
        converted = (value * scale + offset - other_offset) / other_scale
    else:
        converted = value * factor / other_factor
    return {"value": float(f"{converted:.12g}"), "unit": target}


def describe(output: Any) -> str:
    """The value with its unit."""
    return f"That is {output['value']:g} {output['unit']}."


ENGINE = Engine(
    own_asset(
        path="sandbox/unit-conversion",
        name="Unit Conversion",
        description="Converts lengths, masses, times, volumes, temperatures and amounts of data.",
        function=("utilities", "Utilities"),
        params=(
            Param("value", "number", "number", required=True, description="How much."),
            Param("unit", "label", required=True, options=_OPTIONS, description="Of which unit."),
            Param("to", "label", required=True, options=_OPTIONS, description="The wanted unit."),
        ),
        function_type="utility",
    ),
    compute,
    topics=("convert",),
    describe=describe,
)
