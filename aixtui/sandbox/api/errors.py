"""What endpoints raise -> the platform's error bodies."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from aixtui.sandbox.api.auth_middleware import App, Message, Receive, Scope, Send
from aixtui.sandbox.problems import AbortConnectionError, PlatformError, storage_problem

_log = logging.getLogger(__name__)


class Errors:
    """Answers in place of an application that raises. An answer that has begun cannot be taken back: then
    the error goes on, and the server closes the connection.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        has_begun = False

        async def note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, note)
        except ClientDisconnect:
            return
        except AbortConnectionError:
            raise
        except Exception as error:
            reply = _reply(scope, error)
            if has_begun:
                raise
            await reply(scope, receive, send)


def _reply(scope: Scope, error: Exception) -> Response:
    if isinstance(error, PlatformError):
        return JSONResponse(error.body, error.status, error.headers)
    asked = f"{scope['method']} {scope['raw_path'].decode('ascii', 'replace')}"
    if isinstance(error, HTTPException):
        return JSONResponse(
            PlatformError(error.status_code, f"Cannot {asked}").body, error.status_code, error.headers
        )
    storage = storage_problem(error)
    if storage is not None:
        _log.error("%s failed: %s", asked, storage)
        return JSONResponse(PlatformError(storage.status, storage.sentence).body, storage.status)
    _log.error("%s failed", asked, exc_info=error)
    return JSONResponse(PlatformError(500, "The sandbox failed on this request.").body, 500)
