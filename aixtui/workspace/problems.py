"""What went wrong, in words a person can act on: every error of the layers below becomes a Problem."""

from http import HTTPStatus
from typing import Literal, NamedTuple

from aixsdk import exceptions as sdk
from aixtui.kindspec.cells import clean, clean_block
from aixtui.workspace.defects import record

Severity = Literal["warning", "error"]


class Problem(NamedTuple):
    """A failure for people: a short title, what the server or system said, and what to do about it."""

    title: str
    text: str
    hint: str = ""
    severity: Severity = "error"
    can_retry: bool = False
    retry_after: float = 0.0
    """Seconds after which the server wants to be asked again; 0 where it said nothing."""
    outcome_unknown: bool = False
    """Whether it may have been done all the same: what is shown has to be loaded again."""
    is_gone: bool = False
    """Whether what was asked for is not there."""

    @property
    def sentence(self) -> str:
        """Title, text and hint on one line."""
        line = f"{self.title}: {self.text}" if self.text else self.title
        stop = "" if line.endswith((".", "!", "?")) else "."
        return clean(f"{line}{stop} {self.hint}")


# What the platform says instead of a sentence.
_TOKENS = {
    "err.name_already_exists": "That name is taken already: choose another one.",
    "err.agent_is_in_use": "Another agent uses it: take it out there first.",
    "err.asset_is_not_available": "A tool or model it refers to is not available.",
    "err.not_enough_balance": "The workspace has not enough credits.",
    "err.supplier_error": "The supplier of this model reported an error.",
    "err.invalid_input_data_or_input_url": "The input, or the address given as input, could not be read.",
}
_UNKNOWN_OUTCOME = "It may have been carried out all the same: look before you try again."

# Most special first: the first class that fits gives title, hint and whether trying again makes sense.
_TABLE: tuple[tuple[type[Exception], str, str, bool], ...] = (
    (
        sdk.AuthenticationError,
        "The API key was not accepted",
        "Check the key, or log in again: aixtui auth login.",
        False,
    ),
    (sdk.PaymentRequiredError, "Not enough credits", "Top up the workspace's balance.", False),
    (sdk.PermissionDeniedError, "Not allowed", "This key may not do that in this workspace.", False),
    (sdk.NotFoundError, "Not found", "It may have been deleted, or belong to another workspace.", False),
    (sdk.ConflictError, "In conflict", "Reload it and try again.", True),
    (sdk.RateLimitError, "Too many requests", "Wait a little, then try again.", True),
    (sdk.BadRequestError, "The request was refused", "", False),
    (sdk.UnprocessableError, "The request was refused", "", False),
    (sdk.SupplierError, "The run was refused", "", False),
    (sdk.ServerError, "The backend has a problem", "Try again in a moment.", True),
    (sdk.ConnectionFailedError, "Cannot reach the backend", "Check the address and your network.", True),
    (sdk.InvalidResponseError, "The backend's answer makes no sense", "Is the backend URL right?", True),
    (sdk.OperationFailedError, "The run failed", "", False),
    (sdk.TimeoutError, "It took too long", "", True),
    (sdk.APIError, "The request failed", "", True),
    (sdk.UntrustedURLError, "The address is not trusted", "", False),
    (sdk.UnsafeURLError, "The address is not safe", "", False),
    (sdk.ValidationError, "Not valid", "", False),
    (sdk.AixplainV2Error, "It did not work", "", False),
)


def _cause(error: BaseException) -> BaseException:
    """The error that says most: the SDK wraps what a save or delete met in a ResourceError."""
    cause = error.__cause__
    return _cause(cause) if isinstance(error, sdk.ResourceError) and isinstance(cause, Exception) else error


def explain(error: BaseException) -> Problem:
    """Say what an error means. Text from a server is cleaned; a bug of ours is called one, and reported."""
    error = _cause(error)
    text = clean_block(getattr(error, "message", None) or error).strip()
    text = _TOKENS.get(text.strip("{}"), text)
    for error_type, title, hint, can_retry in _TABLE:
        if isinstance(error, error_type):
            if getattr(error, "outcome_unknown", False):
                return Problem("No answer came", text, _UNKNOWN_OUTCOME, outcome_unknown=True)
            if getattr(error, "status_code", 0) == HTTPStatus.INSUFFICIENT_STORAGE:
                hint = ""  # it does not pass by itself, and the text says what to do
            wait = getattr(error, "retry_after", None) or 0.0
            is_gone = error_type is sdk.NotFoundError
            return Problem(title, text, hint, can_retry=can_retry, retry_after=float(wait), is_gone=is_gone)
    own_title = getattr(error, "title", None)
    if isinstance(own_title, str) and isinstance(error, Exception):
        return Problem(own_title, text, str(getattr(error, "hint", "")))
    if isinstance(error, OSError):
        return Problem("The system refused", text)
    if isinstance(error, ValueError):
        return Problem("Not valid", text)
    hint = f"This is a defect of aixtui; {record(error).report}"
    return Problem("Something unexpected happened", f"{type(error).__name__}: {text}", hint)
