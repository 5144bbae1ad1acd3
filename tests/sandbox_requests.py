"""What reaches a sandbox of this process, as its own log has it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(" ".join(record.getMessage().split()[:2]))


@contextmanager
def sandbox_requests() -> Iterator[list[str]]:
    """`METHOD path` of all requests that are answered from now on."""
    logger, handler = logging.getLogger("aixtui.sandbox.requests"), _Lines()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield handler.lines
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)
