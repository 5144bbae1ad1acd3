"""The command as a process of its own."""

import sys

SECONDS = 30


def command(*arguments: str) -> list[str]:
    """The words that run `aixtui` with these arguments."""
    return [sys.executable, "-m", "aixtui", "sandbox", *arguments]
