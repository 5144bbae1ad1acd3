"""How large a result may be that is kept and sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aixtui.sandbox.engines.engine import EngineError

MOST_BYTES = 5_000_000
_OF_A_VALUE = 8


def check_size(result: object, most: int = MOST_BYTES) -> None:
    """Count no further than the limit: one part many times over is small here, and endless as text.

    Raises:
        EngineError: it is larger.
    """
    left, waiting = most, [result]
    while waiting:
        value = waiting.pop()
        left -= len(value) if isinstance(value, str | bytes) else _OF_A_VALUE
        if left < 0:
            raise _too_large(most)
        if isinstance(value, Mapping):
            waiting.extend(value)
            waiting.extend(value.values())
        elif isinstance(value, list | tuple | set):
            waiting.extend(value)


@dataclass(slots=True)
class GrowingText:
    """A text that comes in pieces and stays within the limit."""

    _pieces: list[str] = field(default_factory=list)
    _size: int = 0

    def add(self, piece: str) -> None:
        """Take one more piece; raises like `check_size`."""
        self._size += len(piece)
        if self._size > MOST_BYTES:
            raise _too_large(MOST_BYTES)
        self._pieces.append(piece)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)


def _too_large(most: int) -> EngineError:
    return EngineError(f"The result is larger than {most:,} bytes, the most that is kept.")
