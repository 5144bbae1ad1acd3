"""What can go wrong while serving, as HTTP errors, and while starting, as `SandboxError`."""

from collections.abc import Mapping
from http import HTTPStatus


class SandboxError(Exception):
    """The sandbox cannot start; the text is one sentence for a person, `hint` what to do about it."""

    title = "The sandbox cannot start"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class PlatformError(Exception):
    """A request the platform refuses: an HTTP status and the platform's error body.

    `message` is a sentence or a list of sentences, `extra` more keys of the body. `supplierError` is the
    same in one text: clients read it, or `message`, whose sentences they put in lines.
    """

    def __init__(
        self,
        status: int,
        message: str | list[str],
        *,
        error: str | None = None,
        extra: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message if isinstance(message, str) else "; ".join(message))
        self.status = status
        self.headers = dict(headers or {})
        self.body: dict[str, object] = {
            "statusCode": status,
            "message": message,
            "supplierError": message if isinstance(message, str) else "\n".join(message),
            "error": error or _phrase(status),
            **(extra or {}),
        }


class CutError(Exception):
    """The connection is to be closed in the middle of the answer, as somebody asked."""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Supplier Error" if 480 <= status < 490 else "Error"


def bad_request(message: str | list[str]) -> PlatformError:
    """400: the body or the query does not hold what it must."""
    return PlatformError(400, message)


def forbidden(message: str) -> PlatformError:
    """403: the caller may not do this."""
    return PlatformError(403, message)


def not_found(what: str, identifier: str) -> PlatformError:
    """404 naming the thing that is not there."""
    return PlatformError(404, f"{what} {identifier} not found")


def run_refused(status: int, sentence: str, token: str) -> PlatformError:
    """A run that cannot start, in the shape of the execution service: FAILED with a supplier error."""
    return PlatformError(
        status,
        sentence,
        error=token,
        extra={"status": "FAILED", "completed": True},
    )
