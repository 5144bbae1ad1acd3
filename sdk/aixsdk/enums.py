"""Words of the wire. Members are strings, so that a word added later compares and prints like the others."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .asset_enums import CodeInterpreterModel as CodeInterpreterModel
    from .asset_enums import DataType as DataType
    from .asset_enums import ErrorHandler as ErrorHandler
    from .asset_enums import EvolveType as EvolveType
    from .asset_enums import FunctionType as FunctionType
    from .asset_enums import Language as Language
    from .asset_enums import License as License
    from .asset_enums import OnboardStatus as OnboardStatus
    from .asset_enums import SplittingOptions as SplittingOptions
    from .asset_enums import StorageType as StorageType
    from .asset_enums import Supplier as Supplier


class AssetStatus(StrEnum):
    """Life cycle of an asset."""

    DRAFT = "draft"
    HIDDEN = "hidden"
    SCHEDULED = "scheduled"
    ONBOARDING = "onboarding"
    ONBOARDED = "onboarded"
    PENDING = "pending"
    FAILED = "failed"
    TRAINING = "training"
    REJECTED = "rejected"
    ENABLING = "enabling"
    DELETING = "deleting"
    DISABLED = "disabled"
    DELETED = "deleted"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELING = "canceling"
    CANCELED = "canceled"
    DEPRECATED_DRAFT = "deprecated_draft"


class FileType(StrEnum):
    """What a file asset is."""

    FILE = "file"
    FOLDER = "folder"
    DIRECTORY = "folder"


class FileContentType(StrEnum):
    """What a file holds, roughly."""

    CSV = "CSV"
    JSON = "JSON"
    TXT = "TXT"
    PDF = "PDF"
    AUDIO = "AUDIO"
    IMAGE = "IMAGE"
    DATABASE = "DATABASE"
    OTHER = "OTHER"


class Privacy(StrEnum):
    """Who sees an asset."""

    PUBLIC = "Public"
    PRIVATE = "Private"
    RESTRICTED = "Restricted"


class ResponseStatus(StrEnum):
    """State of a run."""

    IN_PROGRESS = "IN_PROGRESS"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"
    ABORTED = "ABORTED"
    CANCELLED = "CANCELLED"
    ERROR = "ERROR"


class OwnershipType(StrEnum):
    """Whose assets a search is about."""

    PRIVATE = "PRIVATE"
    PUBLIC = "PUBLIC"
    TEAM = "TEAM"


class SortBy(StrEnum):
    """What a search is sorted by."""

    NAME = "NAME"
    CREATED_AT = "CREATED_AT"
    UPDATED_AT = "UPDATED_AT"


class SortOrder(StrEnum):
    """Direction of a sort."""

    ASC = "ASC"
    DESC = "DESC"


class OutputFormat(StrEnum):
    """What an agent answers in."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class ContextOverflowStrategy(StrEnum):
    """What an agent does when the text is too long for its model."""

    TRUNCATE = "truncate"
    SUMMARIZE = "summarize"


class Function(StrEnum):
    """What a model does. The platform has more of them, and writes these in kebab-case in documents."""

    SEARCH = "SEARCH"
    TRANSLATION = "TRANSLATION"
    SENTIMENT_ANALYSIS = "SENTIMENT_ANALYSIS"
    CLASSIFICATION = "CLASSIFICATION"
    QUESTION_ANSWERING = "QUESTION_ANSWERING"
    TEXT_GENERATION = "TEXT_GENERATION"
    SPEECH_RECOGNITION = "SPEECH_RECOGNITION"
    IMAGE_CLASSIFICATION = "IMAGE_CLASSIFICATION"
    OBJECT_DETECTION = "OBJECT_DETECTION"
    UTILITIES = "utilities"
    GUARDRAILS = "guardrails"
    TEXT_TO_IMAGE_GENERATION = "text-to-image-generation"
    IMAGE_GENERATION = "image-generation"
    VIDEO_GENERATION = "video-generation"
    TEXT_TO_VIDEO_GENERATION = "text-to-video-generation"
    IMAGE_TO_VIDEO_GENERATION = "image-to-video-generation"
    SPEECH_SYNTHESIS = "speech-synthesis"
    TEXT_TO_SPEECH = "text-to-speech"
    TEXT_TO_AUDIO = "text-to-audio"
    VOICE_CLONING = "voice-cloning"


class SessionStatus(StrEnum):
    """State of a session."""

    ACTIVE = "active"
    COMPLETED = "completed"
    FAILED = "failed"
    ARCHIVED = "archived"


class RunStatus(StrEnum):
    """Whether a session is running."""

    IDLE = "idle"
    RUNNING = "running"
    COMPLETED = "completed"


class MessageRole(StrEnum):
    """Who says a message."""

    USER = "user"
    ASSISTANT = "assistant"


class Reaction(StrEnum):
    """What a user thinks of an answer."""

    LIKE = "LIKE"
    DISLIKE = "DISLIKE"


class AttachmentType(StrEnum):
    """What a file of a message is."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    CODE = "code"
    UNKNOWN = "unknown"


class TriggerKind(StrEnum):
    """What a trigger waits for."""

    TIME = "time"
    EXTERNAL = "external"


class TokenType(StrEnum):
    """Which tokens a limit of an API key counts."""

    INPUT = "input"
    OUTPUT = "output"
    TOTAL = "total"


class AuthenticationScheme(StrEnum):
    """How a connection proves who it is."""

    BEARER_TOKEN = "BEARER_TOKEN"
    OAUTH1 = "OAUTH1"
    OAUTH2 = "OAUTH2"
    API_KEY = "API_KEY"
    BASIC = "BASIC"
    NO_AUTH = "NO_AUTH"


class IssueSeverity(StrEnum):
    """How bad an issue is, from the worst."""

    SEV1 = "SEV1"
    SEV2 = "SEV2"
    SEV3 = "SEV3"
    SEV4 = "SEV4"


def __getattr__(name: str) -> Any:
    # Words that only some documents have: they load when one of them is asked for.
    from . import asset_enums

    try:
        return getattr(asset_enums, name)
    except AttributeError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
