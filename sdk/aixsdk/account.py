"""The workspace's account: balance, usage of models, and telling the platform about an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from .enums import IssueSeverity
from .exceptions import AixplainIssueError, APIError, InvalidResponseError, ValidationError
from .resource.arguments import check_arguments, json_values

if TYPE_CHECKING:
    from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wallet:
    """Credits: in all, and of those set aside for runs in progress."""

    total: float
    reserved: float

    @property
    def available(self) -> float:
        """Credits that can be spent."""
        return self.total - self.reserved


@dataclass(frozen=True, slots=True)
class Issue:
    """A reported issue: its id, and where it can be followed."""

    id: str
    url: str | None


def wallet(aix: Workspace) -> Wallet:
    """The balance. Raises APIError."""
    reply = aix.client.get("sdk/billing/wallet")
    try:
        return Wallet(float(reply["totalBalance"]), float(reply["reservedBalance"]))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise InvalidResponseError("The platform sent no balance.") from error


def model_usage(aix: Workspace, model_id: str, start_day: str, end_day: str) -> Any:
    """Usage of a model between two days (ISO 8601), as the platform words it. Raises APIError."""
    return aix.client.post(
        "sdk/models/stats", json={"startDay": start_day, "endDay": end_day, "modelId": model_id}
    )


class IssueFields(TypedDict, total=False):
    """What can be told of an issue beside its description."""

    title: str | None
    severity: IssueSeverity | str | None
    """SEV1 (the worst) to SEV4."""
    tags: Sequence[str] | None
    reporter_email: str | None
    sdk_version: str | None
    runtime_context: Mapping[str, Any] | None


class IssueReporter:
    """Tells the platform about issues; `aix.issue` is one."""

    def __init__(self, context: Workspace) -> None:
        self._context = context

    def report(self, description: str, **kwargs: Unpack[IssueFields]) -> Issue:
        """Send the description and whatever else is given.

        Raises AixplainIssueError, and ValidationError for a field or a severity that is not known.
        """
        check_arguments(self, "report", kwargs, IssueFields)
        severity = kwargs.get("severity")
        if severity is not None and severity not in set(IssueSeverity):
            raise ValidationError(f"The severity must be one of {', '.join(IssueSeverity)}.")
        fields = {"description": description, **kwargs}
        body = json_values({name: value for name, value in fields.items() if value is not None})
        reply = self._send(body)
        issue_id = reply.get("issue_id") if isinstance(reply, dict) else None
        if not isinstance(issue_id, str):
            raise AixplainIssueError("The platform did not say how it calls the issue.", outcome_unknown=True)
        url = reply.get("bug_board_url")
        return Issue(issue_id, url if isinstance(url, str) else None)

    def _send(self, body: dict[str, Any]) -> Any:
        try:
            return self._context.client.post("v1/issue", json=body)
        except APIError as error:
            raise AixplainIssueError(
                error.message,
                error.status_code,
                error.response_data,
                error.error,
                request_id=error.request_id,
                retry_after=error.retry_after,
                outcome_unknown=error.outcome_unknown,
            ) from error
