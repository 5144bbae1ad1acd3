"""Every error the SDK raises on purpose.

AixplainV2Error
├── ResourceError              an operation on a resource failed; `__cause__` says why
├── ValidationError            refused here, before anything was sent
│   ├── ArgumentError          an operation does not take what it was given; also a TypeError
│   ├── InputError             the input of a run is missing or of the wrong type; also a ValueError
│   └── UnsafeURLError         an address that is not to be used; also a ValueError
├── UntrustedURLError          a request with the key would have gone where the key may not go
├── TimeoutError               an operation did not complete in the time given for it
├── FileUploadError            a file could not be uploaded
├── CancelledError             a cancel token was set
└── APIError                   the platform, or the way to it, failed
    ├── ConnectionFailedError  nothing was sent
    ├── InvalidResponseError   the reply was not what the protocol says
    ├── LimitExceededError     the reply was larger, deeper or slower than the client's limits allow
    ├── OperationFailedError   a run was accepted and then failed
    ├── AixplainIssueError     an issue could not be reported
    ├── BadRequestError        400
    ├── AuthenticationError    401
    ├── PaymentRequiredError   402
    ├── PermissionDeniedError  403
    ├── NotFoundError          404
    ├── ConflictError          409
    ├── UnprocessableError     422
    ├── RateLimitError         429
    ├── SupplierError          460-499
    └── ServerError            5xx
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .base import AixplainV2Error


class ValidationError(AixplainV2Error):
    """The request was refused here, before anything was sent."""

    title = "Not valid"


class ArgumentError(ValidationError, TypeError):
    """An operation was given an argument that it does not take; the nearest that it takes is named."""

    title = "Argument not known"


class InputError(ValidationError, ValueError):
    """The input of a run is missing or of the wrong type."""

    title = "Check the input"


class UnsafeURLError(ValidationError, ValueError):
    """An address would show a key or a file to others, or fetch from where nothing may be fetched."""

    title = "Address not safe"


class UntrustedURLError(AixplainV2Error):
    """A request with the key would have gone to an origin that is not the platform's; nothing was sent."""

    title = "Address not trusted"


class TimeoutError(AixplainV2Error):  # noqa: A001 (the name is part of the SDK's contract)
    """An operation did not complete in the time given for it; it may still be running on the platform."""

    title = "Took too long"


class FileUploadError(AixplainV2Error):
    """A file could not be uploaded."""

    title = "Upload failed"


class CancelledError(AixplainV2Error):
    """The caller's cancel token was set."""

    title = "Cancelled"


class APIError(AixplainV2Error):
    """The platform refused or failed a request, or no answer came.

    `status_code` is 0 when there was no usable answer. `response_data` is the reply's JSON object, `error`
    its short error word or raw text, `retry_after` the seconds the platform asked to wait.
    """

    title = "The platform reported an error"

    def __init__(
        self,
        message: str | Sequence[str],
        status_code: int = 0,
        response_data: Mapping[str, Any] | None = None,
        error: str = "",
        *,
        request_id: str | None = None,
        retry_after: float | None = None,
        outcome_unknown: bool = False,
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.response_data: dict[str, Any] = dict(response_data or {})
        self.error = error or self.message
        self.request_id = request_id
        self.retry_after = retry_after
        self.outcome_unknown = outcome_unknown
        self.details = {"status_code": status_code, "response_data": self.response_data, "error": self.error}

    @property
    def is_unanswered(self) -> bool:
        """Whether something was sent, and no answer came of which even the status could be read."""
        return type(self) is APIError and not self.status_code


class ResourceError(AixplainV2Error):
    """An operation on a resource failed.

    What the platform said is kept: `status_code` (0 when it said nothing), `response_data`, `request_id`,
    `request`, `outcome_unknown`, `run_id`, and the error itself as `__cause__`.
    """

    title = "The operation failed"

    def __init__(
        self,
        message: str | Sequence[str],
        details: Mapping[str, Any] | None = None,
        *,
        cause: BaseException | None = None,
    ) -> None:
        reported = cause if isinstance(cause, APIError | ResourceError) else None
        super().__init__(message, reported.details if reported and details is None else details)
        self.status_code: int = reported.status_code if reported else 0
        self.response_data: dict[str, Any] = reported.response_data if reported else {}
        self.request_id: str | None = reported.request_id if reported else None
        if cause is not None:
            self.know(cause)
        self.__cause__ = cause


class ConnectionFailedError(APIError):
    """No connection could be made; nothing was sent."""

    title = "Cannot connect"


class InvalidResponseError(APIError):
    """The reply was not JSON, or not of the shape the protocol says."""

    title = "Unreadable reply"


class LimitExceededError(APIError):
    """A reply was larger, deeper or slower than the client takes; `limit` names which of its `Limits`."""

    title = "Over a limit"

    def __init__(self, what: str, limit: str, *, outcome_unknown: bool = False) -> None:
        message = f"{what} That is the limit {limit}: raise it where more is to be expected."
        super().__init__(message, outcome_unknown=outcome_unknown)
        self.limit = limit


class OperationFailedError(APIError):
    """A run was accepted and then failed."""

    title = "The run failed"


class AixplainIssueError(APIError):
    """An issue could not be reported; `__cause__` says why."""

    title = "Issue not reported"


class BadRequestError(APIError):
    """400: the platform could not accept the request as it was."""

    title = "Bad request"


class AuthenticationError(APIError):
    """401: the API key was not accepted."""

    title = "API key not accepted"


class PaymentRequiredError(APIError):
    """402: the workspace has not enough credits."""

    title = "Not enough credits"


class PermissionDeniedError(APIError):
    """403: the API key may not do this."""

    title = "Not allowed"


class NotFoundError(APIError):
    """404: there is no such thing in this workspace."""

    title = "Not found"


class ConflictError(APIError):
    """409: it clashes with what is there."""

    title = "Conflict"


class UnprocessableError(APIError):
    """422: the request was understood, its content refused."""

    title = "Refused"


class RateLimitError(APIError):
    """429: too many requests; `retry_after` says how long to wait, if the platform did."""

    title = "Too many requests"


class SupplierError(APIError):
    """460-499: the subscription, the bill, the asset's supplier or its input stopped the run."""

    title = "The supplier refused"


class ServerError(APIError):
    """5xx: the platform failed."""

    title = "The platform failed"
