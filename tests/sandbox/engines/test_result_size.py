"""Results that are too large are refused without being written out."""

import pytest

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.engines.result_size import MOST_BYTES, GrowingText, check_size

REFUSED = "The result is larger than 5,000,000 bytes, the most that is kept."


def doubled(times: int) -> object:
    found: object = "x"
    for _ in range(times):
        found = [found, found]
    return found


@pytest.mark.parametrize(
    "result", ["x" * (MOST_BYTES + 1), {"a": ["x" * 3_000_000] * 2}, {"x" * 6_000_000: 1}, doubled(200)]
)
def test_too_large(result: object) -> None:
    with pytest.raises(EngineError, match=REFUSED):
        check_size(result)


@pytest.mark.parametrize("result", [None, 3, "x" * (MOST_BYTES - 8), {"a": [1, ("b", None)]}, doubled(10)])
def test_not_too_large(result: object) -> None:
    check_size(result)


def test_a_text_in_pieces() -> None:
    text = GrowingText()
    text.add("ab")
    text.add("c")
    assert text.text == "abc"
    with pytest.raises(EngineError, match=REFUSED):
        text.add("x" * MOST_BYTES)
