"""The errors of the SDK in the words of people, and by a code for programs."""

from typing import NamedTuple

from aixsdk import exceptions as sdk

AGAIN = "Try again in a moment."
LATER = "Wait a little, then try again."


REMEDIES = {"err.supplier_error": "Try again later, or run another one that does the same."}
"""What is to be done about what the platform says by a word, where the error's class does not tell."""
REMEDIES_WITH_REASON = {"err.supplier_error": "Change the inputs, if they are the cause, or run another one."}
"""The same where a sentence says what was wrong."""


class ProblemRow(NamedTuple):
    """What an error of the SDK is called, and what is to be done about it."""

    error: type[Exception]
    code: str
    title: str
    hint: str = ""
    can_retry: bool = False
    only_without_reason: bool = False
    """Whether the hint is a guess, which is no use beside the server's own reason."""


# Most special first: the first class that fits is taken.
TABLE = (
    ProblemRow(
        sdk.AuthenticationError,
        "unauthorized",
        "The API key was not accepted",
        "Check where the key is from: aixtui auth status.",
    ),
    ProblemRow(
        sdk.PaymentRequiredError,
        "payment-required",
        "Not enough credits",
        "Top up the balance, or raise the key's budget.",
    ),
    ProblemRow(
        sdk.PermissionDeniedError,
        "forbidden",
        "Not allowed",
        "This key may not do that in this workspace.",
        only_without_reason=True,
    ),
    ProblemRow(
        sdk.NotFoundError,
        "not-found",
        "Not found",
        "It may have been deleted, or belong to another workspace.",
    ),
    ProblemRow(
        sdk.ConflictError,
        "conflict",
        "In conflict",
        "Reload it and try again.",
        can_retry=True,
        only_without_reason=True,
    ),
    ProblemRow(
        sdk.RateLimitError,
        "rate-limited",
        "Too many requests",
        LATER,
        can_retry=True,
    ),
    ProblemRow(sdk.BadRequestError, "refused", "The request was refused"),
    ProblemRow(sdk.UnprocessableError, "refused", "The request was refused"),
    ProblemRow(sdk.SupplierError, "run-refused", "The run was refused"),
    ProblemRow(sdk.ServerError, "server-error", "The backend has a problem", AGAIN, can_retry=True),
    ProblemRow(
        sdk.ConnectionFailedError,
        "unreachable",
        "Cannot reach the backend",
        "Check the address and your network.",
        can_retry=True,
    ),
    ProblemRow(
        sdk.InvalidResponseError,
        "unreadable-answer",
        "The backend's answer makes no sense",
        "Is the backend URL right? If it is, try again.",
        can_retry=True,
    ),
    ProblemRow(sdk.OperationFailedError, "run-failed", "The run failed"),
    ProblemRow(
        sdk.LimitExceededError,
        "over-limit",
        "Over a limit",
        "It stands in [limits] of config.toml.",
        can_retry=True,
    ),
    ProblemRow(sdk.TimeoutError, "timeout", "It took too long", can_retry=True),
    ProblemRow(sdk.APIError, "request-failed", "The request failed", can_retry=True),
    ProblemRow(sdk.UntrustedURLError, "untrusted-address", "The address is not trusted"),
    ProblemRow(sdk.UnsafeURLError, "unsafe-address", "The address is not safe"),
    ProblemRow(sdk.ValidationError, "invalid", "Not valid"),
    ProblemRow(sdk.FileUploadError, "upload-failed", "Upload failed"),
    ProblemRow(sdk.AixplainV2Error, "failed", "It did not work"),
)
