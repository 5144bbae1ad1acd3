"""A client for the aiXplain v2 protocol. Names load when first used: importing this is cheap."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._http.client import AixplainClient as AixplainClient
    from .cancel import CancelToken as CancelToken
    from .config import Config as Config
    from .core import Aixplain as Aixplain
    from .enums import FileContentType as FileContentType
    from .enums import FileType as FileType
    from .enums import Privacy as Privacy
    from .files import FileUploader as FileUploader
    from .files import upload_file as upload_file
    from .files import validate_file_for_upload as validate_file_for_upload
    from .kinds.agent.resource import Agent as Agent
    from .kinds.api_key import APIKey as APIKey
    from .kinds.file import File as File
    from .kinds.file import Resource as Resource
    from .kinds.inspector import Inspector as Inspector
    from .kinds.integration import Integration as Integration
    from .kinds.model import Model as Model
    from .kinds.session import Session as Session
    from .kinds.skill import Skill as Skill
    from .kinds.tool import Tool as Tool
    from .kinds.trigger import Trigger as Trigger
    from .kinds.utility import Utility as Utility
    from .resource import Page as Page

_HOME = {
    "APIKey": "kinds.api_key",
    "Agent": "kinds.agent.resource",
    "Aixplain": "core",
    "AixplainClient": "_http.client",
    "CancelToken": "cancel",
    "Config": "config",
    "File": "kinds.file",
    "FileContentType": "enums",
    "FileType": "enums",
    "FileUploader": "files",
    "Inspector": "kinds.inspector",
    "Integration": "kinds.integration",
    "Model": "kinds.model",
    "Page": "resource",
    "Privacy": "enums",
    "Resource": "kinds.file",
    "Session": "kinds.session",
    "Skill": "kinds.skill",
    "Tool": "kinds.tool",
    "Trigger": "kinds.trigger",
    "Utility": "kinds.utility",
    "upload_file": "files",
    "validate_file_for_upload": "files",
}

__all__ = [
    "APIKey",
    "Agent",
    "Aixplain",
    "AixplainClient",
    "CancelToken",
    "Config",
    "File",
    "FileContentType",
    "FileType",
    "FileUploader",
    "Inspector",
    "Integration",
    "Model",
    "Page",
    "Privacy",
    "Resource",
    "Session",
    "Skill",
    "Tool",
    "Trigger",
    "Utility",
    "upload_file",
    "validate_file_for_upload",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
