"""Which requests go wrong. What makes them do so loads with the first of them."""

from functools import cache
from typing import TYPE_CHECKING

from aixtui.sandbox.api.auth_middleware import App, Receive, Scope, Send
from aixtui.sandbox.api.fault_request import fault_request

if TYPE_CHECKING:
    from aixtui.sandbox.faults import Fault


class FaultSwitch:
    """Hands requests that ask for a fault, or all when the server has one, to the fault injector."""

    def __init__(self, app: App, everywhere: "Fault | None") -> None:
        self._app = app
        self._has_fault = everywhere is not None
        self._injector = cache(lambda: _injector(app, everywhere))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if self._has_fault or fault_request(scope) is not None:
            await self._injector()(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _injector(app: App, everywhere: "Fault | None") -> App:
    from aixtui.sandbox.api.fault_injector import FaultInjector

    return FaultInjector(app, everywhere)
