"""What a reply means: JSON out of its bytes, or the error it stands for. Pure; knows no HTTP library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from .. import exceptions as errors
from ..exceptions.failure import first_text
from ..limits import Limits
from .json_reply import parse

_BY_STATUS: dict[int, type[errors.APIError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    402: errors.PaymentRequiredError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    422: errors.UnprocessableError,
    429: errors.RateLimitError,
}
_MESSAGE_KEYS = ("supplierError", "supplier_error", "message", "error", "errors")
_TEXT_LIMIT = 2_000
_LIMITS = Limits()


def error_class(status: int) -> type[errors.APIError]:
    """The class of the error tree for an HTTP status or a body's `statusCode`."""
    if 460 <= status <= 499:
        return errors.SupplierError
    if 500 <= status <= 599:
        return errors.ServerError
    return _BY_STATUS.get(status, errors.APIError)


def error_from_response(
    status: int, headers: Mapping[str, str], body: bytes, limits: Limits = _LIMITS
) -> errors.APIError:
    """The error that a reply with a status of 400 or more stands for."""
    data = _object(body, limits)
    text = body[:_TEXT_LIMIT].decode("utf-8", "replace").strip()
    code = data.get("statusCode")
    code = code if isinstance(code, int) and 400 <= code <= 599 else status
    message = first_text(data, _MESSAGE_KEYS) or _spoken(status, headers, text)
    word = data.get("error")
    return error_class(code)(
        message,
        code,
        data,
        word if isinstance(word, str) else text,
        request_id=request_id(headers, data),
        retry_after=retry_after(headers),
    )


def decode_json(status: int, headers: Mapping[str, str], body: bytes, limits: Limits = _LIMITS) -> Any:
    """The JSON value of a successful reply; InvalidResponseError for anything else, LimitExceededError."""
    try:
        return parse(body, limits)
    except ValueError as error:
        what = "an empty reply" if not body.strip() else "a reply that is not JSON"
        raise errors.InvalidResponseError(
            f"The platform sent {what}.",
            status,
            error=body[:_TEXT_LIMIT].decode("utf-8", "replace"),
            request_id=request_id(headers, {}),
            outcome_unknown=True,
        ) from error


def request_id(headers: Mapping[str, str], data: Mapping[str, Any]) -> str | None:
    """The id by which support finds the request, from the headers or the body."""
    found = headers.get("x-request-id") or data.get("requestId")
    return found if isinstance(found, str) else None


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds the platform asks to wait, given as seconds or as an HTTP date; None when it does not ask."""
    text = headers.get("retry-after", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    return max(0.0, seconds) if seconds < float("inf") else None


def _object(body: bytes, limits: Limits) -> dict[str, Any]:
    try:
        data = parse(body, limits)
    except (ValueError, errors.LimitExceededError):
        return {}
    if isinstance(data, list):
        return {"errors": data}
    return data if isinstance(data, dict) else {}


def _spoken(status: int, headers: Mapping[str, str], text: str) -> str:
    """A sentence for a body without a message: its text, unless that is a page for browsers."""
    if text and "html" not in headers.get("content-type", "") and not text.startswith("<"):
        return text
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "error"
    return f"The platform answered with HTTP {status} ({phrase})."
