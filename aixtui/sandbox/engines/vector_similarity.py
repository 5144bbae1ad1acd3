"""How alike two vectors are, if wanted after a matrix maps both."""

import math
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset

_LONGEST = 100_000
_MOST_DIGITS = 15


def compute(inputs: Inputs, _job: Job) -> object:
    """The cosine of the angle between `first` and `second`, and whether it reaches `threshold`."""
    first, second = (_vector(name, inputs[name]) for name in ("first", "second"))
    matrix = inputs.get("matrix")
    if matrix is not None:
        rows = _matrix(matrix)
        first, second = _mapped(rows, first), _mapped(rows, second)
    if len(first) != len(second):
        raise EngineError(f"The vectors have {len(first)} and {len(second)} numbers.")
    lengths = math.hypot(*first), math.hypot(*second)
    if not all(0 < length < math.inf for length in lengths):
        raise EngineError("A vector has no direction: its length must be a number above zero.")
    digits = min(max(int(inputs["digits"]), 0), _MOST_DIGITS)
    pairs = zip(first, second, strict=True)
    similarity = sum(x / lengths[0] * (y / lengths[1]) for x, y in pairs)
    return {
        "similarity": round(similarity, digits),
        "similar": similarity >= float(inputs["threshold"]),
        "dimensions": len(first),
    }


def _vector(name: str, value: object) -> list[float]:
    if not isinstance(value, list) or not 0 < len(value) <= _LONGEST:
        raise EngineError(f"'{name}' must be an array of numbers.")
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in value):
        raise EngineError(f"'{name}' must hold numbers only.")
    try:
        return [float(number) for number in value]
    except OverflowError:
        raise EngineError(f"'{name}' holds a number that is too large.") from None


def _matrix(value: object) -> list[list[float]]:
    if not isinstance(value, list) or not value:
        raise EngineError("'matrix' must be an array of rows.")
    return [_vector("matrix", row) for row in value]


def _mapped(rows: list[list[float]], vector: list[float]) -> list[float]:
    if any(len(row) != len(vector) for row in rows):
        raise EngineError(f"Each row of the matrix must have {len(vector)} numbers.")
    return [sum(map(float.__mul__, row, vector)) for row in rows]


def describe(output: Any) -> str:
    """The similarity, and whether that is enough."""
    return f"The similarity is {output['similarity']:g}: {'alike' if output['similar'] else 'not alike'}."


ENGINE = Engine(
    own_asset(
        path="sandbox/vector-similarity",
        name="Vector Similarity",
        description="Compares two vectors by their angle.",
        function=("utilities", "Utilities"),
        params=(
            Param("first", "embedding", "json", required=True, description="Such as [0.1, 0.2]"),
            Param("second", "embedding", "json", required=True, description="As long as the first."),
            Param("matrix", "tensor", "json", description="Rows of numbers; maps both vectors before."),
            Param("threshold", "float", "number", default="0.8", description="From which on they are alike."),
            Param("digits", "integer", "number", default="4", description="Digits after the point."),
        ),
        function_type="utility",
    ),
    compute,
    topics=("cosine", "vector"),
    describe=describe,
)
