"""Bodies that are too large are refused before they are read, or as soon as they are."""

from aixtui.sandbox.api.auth_middleware import App, Message, Receive, Scope, Send
from aixtui.sandbox.intake import FILE, MOST_HELD, SMALL, intake_of
from aixtui.sandbox.problems import PlatformError

_TOO_MUCH = "The sandbox reads as many large requests as it can hold; try again in a moment."


class BodyLimit:
    """Bounds each body, and what all of those that are held in memory have together.

    Uploads are written to the disk as they come, so they are not among these.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request.

        Raises:
            PlatformError: 413, its body is too large; 503, there is no room for it now.
        """
        intake = intake_of(scope["path"])
        if _announced(scope) > intake.size:
            raise _too_large(intake.size)
        size = held = 0

        async def take() -> Message:
            nonlocal size, held
            message = await receive()
            size += (more := len(message.get("body", b"")))
            if size > intake.size:
                raise _too_large(intake.size)
            if intake is not FILE:
                held += more
                self._held += more
                if self._held > MOST_HELD and size > SMALL:
                    raise PlatformError(503, _TOO_MUCH, headers={"Retry-After": "1"})
            return message

        try:
            await self._app(scope, take, send)
        finally:
            self._held -= held


def _announced(scope: Scope) -> int:
    """The length that the request says its body has; 0 where it does not."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value)
    return 0


def _too_large(most: int) -> PlatformError:
    return PlatformError(413, f"The body of this request may have at most {most} bytes.")
