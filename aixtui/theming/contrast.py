"""Colours that stand out from what they lie on, as WCAG 2 counts it."""

from collections.abc import Sequence

from textual.color import BLACK, WHITE, Color

LEAST = 4.5
"""The contrast of text that is to be read."""
_STEPS = 10


def contrast(one: Color, other: Color) -> float:
    """From 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def readable(color: Color, surfaces: Sequence[Color], least: float = LEAST) -> Color:
    """The colour, or the nearest on its way to black or white that can be read on all the surfaces."""
    towards = max((BLACK, WHITE), key=lambda end: min(contrast(end, surface) for surface in surfaces))
    steps = (color.blend(towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(
        (one for one in steps if min(contrast(one, surface) for surface in surfaces) >= least), towards
    )


def _light(color: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
