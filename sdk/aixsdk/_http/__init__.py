"""The way to the network. Nothing outside the SDK knows it."""

from __future__ import annotations

import sys


def _import_httpx() -> None:
    """Import httpx without its command line, where click, rich and pygments are there for one.

    That takes half as long again. httpx does without it, as where those are missing.
    """
    command_line = "httpx._main"
    if "httpx" in sys.modules or command_line in sys.modules:
        return
    sys.modules[command_line] = None  # type: ignore[assignment]  # how Python is told that there is none
    try:
        import httpx  # noqa: F401
    finally:
        del sys.modules[command_line]


_import_httpx()
