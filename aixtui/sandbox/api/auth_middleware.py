"""What every request passes first: the raw path for the router, and the API key."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.store.accounts import Accounts, Caller

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

PUBLIC_PATHS = ("/health", "/openapi.json", "/files/", "/oauth/", "/issues/")
"""How the addresses begin that need no key."""
_SCHEMES = {b"token", b"bearer"}


class AuthMiddleware:
    """Routes on the raw path, so that an encoded slash stays inside an id, and admits known keys only."""

    def __init__(self, app: App, accounts: Accounts) -> None:
        self._app = app
        self._accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request.

        Raises:
            PlatformError: 401, the key is missing, wrong or too old.
        """
        path = scope["raw_path"].decode("ascii", "replace")
        scope = {**scope, "path": path, "state": {}}
        if not path.startswith(PUBLIC_PATHS):
            caller = self._caller(scope["headers"])
            if caller is None or caller.has_expired:
                what = "has expired" if caller else "is missing or not valid"
                raise PlatformError(401, f"The API key {what}.")
            scope["state"]["caller"] = caller
        await self._app(scope, receive, send)

    def _caller(self, headers: list[tuple[bytes, bytes]]) -> Caller | None:
        key = b""
        for name, value in headers:
            if name in {b"x-api-key", b"x-aixplain-key"}:
                key = value
            elif name == b"authorization":
                scheme, _, credential = value.partition(b" ")
                if scheme.lower() in _SCHEMES:
                    key = key or credential.strip()
        return self._accounts.caller(key.decode("latin-1")) if key else None
