"""What a JSON body may hold, whatever it is about: so deep, so many parts, texts so long."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.document import Doc

DEEPEST = 64
MOST_PARTS = 100_000
"""Objects and arrays in a body."""
LONGEST_TEXT = 100_000
"""Characters of a text in a document. What a run works on is bounded by the size of the body alone."""
_SHOWN = 80
"""Characters of a key in a message."""
TOO_DEEP = f"The request body may be nested at most {DEEPEST} levels deep."


class _Part(NamedTuple):
    """An object or array, and its key or number in the one above: a path that costs nothing until asked."""

    value: Any
    key: object = None
    above: "_Part | None" = None

    def path(self, key: object) -> str:
        """Where this key of it stands in the body."""
        shown = str(key)[:_SHOWN]
        return f"{self.above.path(self.key)}.{shown}" if self.above else shown


def check_bounds(body: Doc, longest: int | None) -> None:
    """Refuse a body that holds too much; `longest` is how long a text may be, None as long as it likes.

    Raises:
        PlatformError: 400, naming the limit, and the field that is over it.
    """
    level, parts = [_Part(body)], 0
    for _ in range(DEEPEST):
        within = (found for part in level for found in _within(part, longest))
        level = list(islice(within, MOST_PARTS + 1 - parts))  # no more, since each costs more than its body
        parts += len(level)
        if parts > MOST_PARTS:
            raise bad_request(f"The request body may hold at most {MOST_PARTS} objects and arrays.")
        if not level:
            return
    raise bad_request(TOO_DEEP)


def _within(part: _Part, longest: int | None) -> Iterator[_Part]:
    """The objects and arrays right in this one."""
    for key, value in part.value.items() if isinstance(part.value, dict) else enumerate(part.value):
        if longest is not None and max(_length(key), _length(value)) > longest:
            raise bad_request(f"{part.path(key)} must be at most {longest} characters long")
        if isinstance(value, dict | list):
            yield _Part(value, key, part)


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 0
