"""One line a request: method, path without its query, status, milliseconds. No header and no body."""

import logging
from time import perf_counter

from aixtui.sandbox.api.auth_middleware import App, Message, Receive, Scope, Send

_log = logging.getLogger("aixtui.sandbox.requests")


class RequestLog:
    """Logs requests when somebody listens."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and say how it went."""
        if not _log.isEnabledFor(logging.INFO):
            await self._app(scope, receive, send)
            return
        began = perf_counter()

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                path = scope["raw_path"].decode("ascii", "replace")
                spent = (perf_counter() - began) * 1000
                _log.info("%s %s %d %.1f ms", scope["method"], path, message["status"], spent)
            await send(message)

        await self._app(scope, receive, note)
