"""A client for the aiXplain v2 protocol. Names load when first used: importing this is cheap."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cancel import CancelToken as CancelToken
    from .client import AixplainClient as AixplainClient
    from .config import Config as Config
    from .core import Aixplain as Aixplain
    from .kinds.agent import Agent as Agent
    from .kinds.model import Model as Model
    from .resource import Page as Page

_HOME = {
    "Agent": "kinds.agent",
    "Aixplain": "core",
    "AixplainClient": "client",
    "CancelToken": "cancel",
    "Config": "config",
    "Model": "kinds.model",
    "Page": "resource",
}

__all__ = ["Agent", "Aixplain", "AixplainClient", "CancelToken", "Config", "Model", "Page"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
