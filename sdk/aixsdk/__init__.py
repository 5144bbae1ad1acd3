"""A client for the aiXplain v2 protocol. Names load when first used: importing this is cheap."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._http.client import AixplainClient as AixplainClient
    from .account import IssueReporter as IssueReporter
    from .cancel import CancelToken as CancelToken
    from .config import Config as Config
    from .core import Aixplain as Aixplain
    from .enums import AssetStatus as AssetStatus
    from .enums import AttachmentType as AttachmentType
    from .enums import AuthenticationScheme as AuthenticationScheme
    from .enums import CodeInterpreterModel as CodeInterpreterModel
    from .enums import ContextOverflowStrategy as ContextOverflowStrategy
    from .enums import ErrorHandler as ErrorHandler
    from .enums import EvolveType as EvolveType
    from .enums import FileContentType as FileContentType
    from .enums import FileType as FileType
    from .enums import Function as Function
    from .enums import FunctionType as FunctionType
    from .enums import IssueSeverity as IssueSeverity
    from .enums import Language as Language
    from .enums import License as License
    from .enums import MessageRole as MessageRole
    from .enums import OnboardStatus as OnboardStatus
    from .enums import OwnershipType as OwnershipType
    from .enums import Privacy as Privacy
    from .enums import Reaction as Reaction
    from .enums import ResponseStatus as ResponseStatus
    from .enums import RunStatus as RunStatus
    from .enums import SessionStatus as SessionStatus
    from .enums import SortBy as SortBy
    from .enums import SortOrder as SortOrder
    from .enums import SplittingOptions as SplittingOptions
    from .enums import StorageType as StorageType
    from .enums import Supplier as Supplier
    from .enums import TokenType as TokenType
    from .exceptions import AixplainIssueError as AixplainIssueError
    from .exceptions import AixplainV2Error as AixplainV2Error
    from .exceptions import APIError as APIError
    from .exceptions import FileUploadError as FileUploadError
    from .exceptions import LimitExceededError as LimitExceededError
    from .exceptions import ResourceError as ResourceError
    from .exceptions import TimeoutError as TimeoutError  # noqa: A004 (part of the contract)
    from .exceptions import UntrustedURLError as UntrustedURLError
    from .exceptions import ValidationError as ValidationError
    from .files import FileUploader as FileUploader
    from .files import upload_file as upload_file
    from .files import validate_file_for_upload as validate_file_for_upload
    from .kinds.actions import Action as Action
    from .kinds.actions import Actions as Actions
    from .kinds.agent.resource import Agent as Agent
    from .kinds.agent.result import Artifact as Artifact
    from .kinds.api_key import APIKey as APIKey
    from .kinds.api_key_limits import APIKeyLimits as APIKeyLimits
    from .kinds.api_key_usage import APIKeyUsageLimit as APIKeyUsageLimit
    from .kinds.budget import Budget as Budget
    from .kinds.execution_config import ExecutionConfig as ExecutionConfig
    from .kinds.file import File as File
    from .kinds.file import Resource as Resource
    from .kinds.inputs import Input as Input
    from .kinds.inputs import Inputs as Inputs
    from .kinds.inspector import Inspector as Inspector
    from .kinds.integration import Integration as Integration
    from .kinds.model import Model as Model
    from .kinds.session import Session as Session
    from .kinds.session_message import SessionMessage as SessionMessage
    from .kinds.session_message import SessionMessageAttachment as SessionMessageAttachment
    from .kinds.skill import Skill as Skill
    from .kinds.tool import Tool as Tool
    from .kinds.trigger import Trigger as Trigger
    from .kinds.trigger_configuration import TriggerConfiguration as TriggerConfiguration
    from .kinds.trigger_configuration import TriggerRepeatRule as TriggerRepeatRule
    from .kinds.trigger_types import TriggerEventOption as TriggerEventOption
    from .kinds.trigger_types import TriggerTypes as TriggerTypes
    from .kinds.trigger_types import TriggerTypeSpec as TriggerTypeSpec
    from .kinds.utility import Utility as Utility
    from .limits import Limits as Limits
    from .resource import Page as Page

_EXPORTED = {
    "_http.client": ("AixplainClient",),
    "account": ("IssueReporter",),
    "cancel": ("CancelToken",),
    "config": ("Config",),
    "core": ("Aixplain",),
    "enums": (
        "AssetStatus",
        "AttachmentType",
        "AuthenticationScheme",
        "CodeInterpreterModel",
        "ContextOverflowStrategy",
        "ErrorHandler",
        "EvolveType",
        "FileContentType",
        "FileType",
        "Function",
        "FunctionType",
        "IssueSeverity",
        "Language",
        "License",
        "MessageRole",
        "OnboardStatus",
        "OwnershipType",
        "Privacy",
        "Reaction",
        "ResponseStatus",
        "RunStatus",
        "SessionStatus",
        "SortBy",
        "SortOrder",
        "SplittingOptions",
        "StorageType",
        "Supplier",
        "TokenType",
    ),
    "exceptions": (
        "APIError",
        "AixplainIssueError",
        "AixplainV2Error",
        "FileUploadError",
        "LimitExceededError",
        "ResourceError",
        "TimeoutError",
        "UntrustedURLError",
        "ValidationError",
    ),
    "files": ("FileUploader", "upload_file", "validate_file_for_upload"),
    "kinds.actions": ("Action", "Actions"),
    "kinds.agent.resource": ("Agent",),
    "kinds.agent.result": ("Artifact",),
    "kinds.api_key": ("APIKey",),
    "kinds.api_key_limits": ("APIKeyLimits",),
    "kinds.api_key_usage": ("APIKeyUsageLimit",),
    "kinds.budget": ("Budget",),
    "kinds.execution_config": ("ExecutionConfig",),
    "kinds.file": ("File", "Resource"),
    "kinds.inputs": ("Input", "Inputs"),
    "kinds.inspector": ("Inspector",),
    "kinds.integration": ("Integration",),
    "kinds.model": ("Model",),
    "kinds.session": ("Session",),
    "kinds.session_message": ("SessionMessage", "SessionMessageAttachment"),
    "kinds.skill": ("Skill",),
    "kinds.tool": ("Tool",),
    "kinds.trigger": ("Trigger",),
    "kinds.trigger_configuration": ("TriggerConfiguration", "TriggerRepeatRule"),
    "kinds.trigger_types": ("TriggerEventOption", "TriggerTypeSpec", "TriggerTypes"),
    "kinds.utility": ("Utility",),
    "limits": ("Limits",),
    "resource": ("Page",),
}
_MODULES = {name: module for module, names in _EXPORTED.items() for name in names}

__all__ = sorted(_MODULES)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
