"""Output that comes word after word, slowly enough to be watched."""

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Inputs

_LONGEST_PACE = 1.0
WORD_PACE = Param(
    "pace", sub_type="number", default="0.03", description="Seconds between two streamed words."
)


def word_pace(inputs: Inputs) -> float:
    """Seconds between two words of a stream."""
    return min(max(float(inputs[WORD_PACE.name]), 0.0), _LONGEST_PACE)
