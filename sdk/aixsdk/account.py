"""The workspace's account: balance, usage of models, and telling the platform about an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .enums import IssueSeverity
from .exceptions import APIError, InvalidResponseError, AixplainIssueError, ValidationError

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


def report_issue(
    aix: Workspace,
    description: str,
    *,
    title: str | None = None,
    severity: IssueSeverity | str | None = None,
    tags: Sequence[str] = (),
    reporter_email: str | None = None,
    sdk_version: str | None = None,
    runtime_context: Mapping[str, Any] | None = None,
) -> Issue:
    """Tell the platform about an issue. Sends only what is given. Raises AixplainIssueError, ValidationError."""
    if severity is not None and severity not in set(IssueSeverity):
        raise ValidationError(f"The severity must be one of {', '.join(IssueSeverity)}.")
    body = {
        "description": description,
        "title": title,
        "severity": None if severity is None else str(severity),
        "tags": list(tags) or None,
        "reporter_email": reporter_email,
        "sdk_version": sdk_version,
        "runtime_context": runtime_context,
    }
    body = {name: value for name, value in body.items() if value is not None}
    reply = _reported(aix, body)
    found = reply.get("issue_id") if isinstance(reply, dict) else None
    if not isinstance(found, str):
        raise AixplainIssueError("The platform did not say how it calls the issue.", outcome_unknown=True)
    url = reply.get("bug_board_url")
    return Issue(found, url if isinstance(url, str) else None)


def _reported(aix: Workspace, body: dict[str, Any]) -> Any:
    try:
        return aix.client.post("v1/issue", json=body)
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
