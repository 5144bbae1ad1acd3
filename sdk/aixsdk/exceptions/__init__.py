"""Every error the SDK raises on purpose; `tree` draws how they belong together."""

from .base import AixplainV2Error
from .failure import create_operation_failed_error
from .tree import (
    AixplainIssueError,
    APIError,
    ArgumentError,
    AuthenticationError,
    BadRequestError,
    CancelledError,
    ConflictError,
    ConnectionFailedError,
    FileUploadError,
    InputError,
    InvalidResponseError,
    LimitExceededError,
    NotFoundError,
    OperationFailedError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ResourceError,
    ServerError,
    SupplierError,
    TimeoutError,  # noqa: A004  # the name is part of the contract
    UnprocessableError,
    UnsafeURLError,
    UntrustedURLError,
    ValidationError,
)

__all__ = [
    "APIError",
    "AixplainIssueError",
    "AixplainV2Error",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "CancelledError",
    "ConflictError",
    "ConnectionFailedError",
    "FileUploadError",
    "InputError",
    "InvalidResponseError",
    "LimitExceededError",
    "NotFoundError",
    "OperationFailedError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResourceError",
    "ServerError",
    "SupplierError",
    "TimeoutError",
    "UnprocessableError",
    "UnsafeURLError",
    "UntrustedURLError",
    "ValidationError",
    "create_operation_failed_error",
]

for _name in __all__:
    # Tracebacks name them by where programs import them from.
    globals()[_name].__module__ = __name__
