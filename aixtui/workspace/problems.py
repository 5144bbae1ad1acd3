"""What went wrong, in words a person can act on: every error of the layers below becomes a Problem."""

import re
from http import HTTPStatus
from math import ceil
from typing import Literal, NamedTuple

from aixsdk import exceptions as sdk
from aixtui.kindspec.cells import clean, clean_block, pretty
from aixtui.workspace.defects import record
from aixtui.workspace.problem_rows import AGAIN, LATER, REMEDIES, REMEDIES_WITH_REASON, TABLE

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
    is_in_use: bool = False
    """Whether it is refused because others use it."""
    came: str = ""
    """What the server sent, as clean text, where it says more than the text: to be looked into."""
    code: str = "failed"
    """What it is for programs: it stays the same in every version."""

    @property
    def is_failed_run(self) -> bool:
        """Whether the server said that a run failed; all else leaves open how the run goes on."""
        return self.code == "run-failed"

    @property
    def lasting(self) -> "Problem":
        """The same as it is true later as well: without how many seconds there were to wait."""
        if not self.retry_after:
            return self
        return self._replace(hint=self.hint.replace(_wait_text(self.retry_after), LATER))

    @property
    def sentence(self) -> str:
        """Title, text and hint on one line."""
        line = f"{self.title}: {self.text}" if self.text else self.title
        stop = "" if line.endswith((".", "!", "?")) else "."
        return clean(f"{line}{stop} {self.hint}")


# What the platform says instead of a sentence.
TOKENS = {
    "err.name_already_exists": "That name is taken already: choose another one.",
    "err.agent_is_in_use": "Another agent uses it: take it out there first.",
    "err.file_is_in_use": "An agent uses it: take it out there first.",
    "err.tool_is_in_use": "An agent uses it: take it out there first.",
    "err.asset_is_not_available": "What it refers to is not available: it is gone, or of another workspace.",
    "err.not_enough_balance": "Not enough credits.",
    "err.supplier_error": "The supplier of this model reported an error.",
    "err.invalid_input_data_or_input_url": "The input, or the address given as input, could not be read.",
}
_PROXY = "Is the proxy up? HTTP_PROXY, HTTPS_PROXY or ALL_PROXY names it, NO_PROXY what is reached without."
_LOCAL = "Its server on this machine has ended, or was never started: start it, or check the address."
_IN_DOUBT = {
    "run": "The run may have begun all the same: look before you start it again.",
    "upload": "It may have arrived all the same: look before you send it again.",
}
_ACCEPTED = "The run was accepted: look what became of it before you start another."
_SAYING_THEIR_REMEDY = (
    sdk.OperationFailedError,
    sdk.AuthenticationError,
    sdk.PaymentRequiredError,
    sdk.PermissionDeniedError,
)
_UNKNOWN_OUTCOME = "It may have been carried out all the same: look before you try again."
_UNKNOWN = "outcome-unknown"
FAILED = "Operation failed: "
_SAID_BY_TITLES = (FAILED, "Cannot connect to ")
"""How messages of the SDK begin that say what their title says here."""
_IN_USE = re.compile(r"\bis[_ ](?:still[_ ])?(?:in[_ ]use|used)\b|_is_in_use\b", re.IGNORECASE)
_PHRASES = {status.phrase.casefold() for status in HTTPStatus}
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "are", "has", "have", "is", "it", "of", "on", "or", "s", "the", "to"}
)


def explain(error: BaseException) -> Problem:
    """Say what an error means. Text from a server is cleaned; a bug of ours is called one, and reported."""
    error = _cause(error)
    problem = _of_sdk(error) if isinstance(error, sdk.AixplainV2Error) else _of_others(error)
    run_id = clean(getattr(error, "run_id", None))
    if run_id:
        # A run that was accepted goes on when the time for it is over.
        code = _UNKNOWN if problem.code == "timeout" else problem.code
        problem = problem._replace(hint=f"{problem.hint} The run's id is {run_id}.".strip(), code=code)
    problem = problem._replace(came=_what_came(error))
    return problem if _adds(problem) else problem._replace(text="")


def _what_came(error: BaseException) -> str:
    """The reply that the error is about, as far as it is known."""
    document = getattr(error, "document", None) or getattr(error, "response_data", None)
    if document:
        return pretty(document)
    return clean_block(error.error) if isinstance(error, sdk.InvalidResponseError) and error.error else ""


def _cause(error: BaseException) -> BaseException:
    """The error that says most: the SDK wraps what a save or delete met in a ResourceError."""
    cause = error.__cause__
    return _cause(cause) if isinstance(error, sdk.ResourceError) and isinstance(cause, Exception) else error


def _of_sdk(error: sdk.AixplainV2Error) -> Problem:
    row = next(row for row in TABLE if isinstance(error, row.error))
    said = clean_block(error.message).strip()
    text = TOKENS.get(said.strip("{}"), said)
    for words in _SAID_BY_TITLES:
        text = text.removeprefix(words)
    wait = float(getattr(error, "retry_after", None) or 0.0)
    has_reason = text != said or _is_reason(said)
    hint = "" if row.only_without_reason and has_reason else row.hint
    hint = hint or _remedy(error, said)
    if getattr(error, "status_code", 0) == HTTPStatus.INSUFFICIENT_STORAGE:
        hint = ""  # it does not pass by itself, and the text says what to do
    problem = Problem(
        row.title,
        text,
        _wait_text(wait) if wait and row.can_retry else hint,
        can_retry=row.can_retry,
        retry_after=wait,
        is_gone=row.error is sdk.NotFoundError,
        is_in_use=bool(_IN_USE.search(said)),
        code=row.code,
    )
    return _by_request(error, problem)


def _remedy(error: sdk.AixplainV2Error, said: str) -> str:
    """What is to be done, by the platform's word for it: in the place of a sentence, or beside one."""
    words = (said.strip("{}"), str(getattr(error, "error", "")).strip("{}"))
    remedies = REMEDIES if words[0] in REMEDIES else REMEDIES_WITH_REASON
    return next((remedies[word] for word in words if word in remedies), "")


def _by_request(error: sdk.AixplainV2Error, problem: Problem) -> Problem:
    """The problem in the light of what was asked, and of how far that came."""
    request = error.request
    if error.outcome_unknown:
        hint = _IN_DOUBT.get(request.kind if request else "", _UNKNOWN_OUTCOME)
        if isinstance(error, sdk.LimitExceededError):  # where the limit stands is worth knowing as well
            return Problem(
                problem.title, problem.text, f"{problem.hint} {hint}", outcome_unknown=True, code=_UNKNOWN
            )
        is_unreadable = isinstance(error, sdk.InvalidResponseError)
        title = "The answer makes no sense" if is_unreadable else "No answer came"
        return Problem(title, problem.text, hint, outcome_unknown=True, code=_UNKNOWN)
    if isinstance(error, sdk.InvalidResponseError) and not error.status_code:
        # It is JSON: the address is right.
        problem = problem._replace(title="A fault of the platform", hint="Try again, or tell its support.")
    if isinstance(error, sdk.ConnectionFailedError) and request and (request.proxy or request.is_local):
        problem = problem._replace(hint=_PROXY if request.proxy else _LOCAL)
    if isinstance(error, sdk.APIError) and error.is_unanswered:
        problem = problem._replace(title="No answer came", hint=AGAIN)
    if request and request.kind == "poll" and not isinstance(error, _SAYING_THEIR_REMEDY):
        problem = problem._replace(hint=_ACCEPTED, code=_UNKNOWN)
    return problem


def _of_others(error: BaseException) -> Problem:
    text = clean_block(error).strip()
    own_title = getattr(error, "title", None)
    if isinstance(own_title, str) and isinstance(error, Exception):
        is_unknown = bool(getattr(error, "outcome_unknown", False))
        code = _UNKNOWN if is_unknown else str(getattr(error, "code", "failed"))
        return Problem(
            own_title, text, str(getattr(error, "hint", "")), outcome_unknown=is_unknown, code=code
        )
    if isinstance(error, OSError):
        return Problem("The system refused", text, code="system")
    hint = f"This is a defect of aixtui; {record(error).report}"
    return Problem("Something unexpected happened", f"{type(error).__name__}: {text}", hint, code="defect")


def _wait_text(seconds: float) -> str:
    return f"Try again in {_duration(seconds)}."


def _duration(seconds: float) -> str:
    """Rounded up: who comes back earlier is sent away again."""
    if seconds <= 120:
        return f"{ceil(seconds)} s"
    return f"{ceil(seconds / 60)} min" if seconds <= 7200 else f"{ceil(seconds / 3600)} h"


def _is_reason(said: str) -> bool:
    """Whether the server says more than its status."""
    return said.casefold().strip(".") not in _PHRASES and not said.startswith("The platform answered with")


def _adds(problem: Problem) -> bool:
    """Whether the text says something that title and hint do not."""
    text = problem.text.casefold()
    if text.strip(".") in _PHRASES:
        return False
    said = re.findall(r"\w+", f"{problem.title} {problem.hint}".casefold())
    return not set(re.findall(r"\w+", text)) - _SMALL_WORDS <= set(said)
