"""The ASGI application."""

from functools import cache
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route, Router

from aixtui.sandbox.api.auth_middleware import App, AuthMiddleware, Receive, Scope, Send
from aixtui.sandbox.api.body_limit import BodyLimit
from aixtui.sandbox.api.errors import Errors
from aixtui.sandbox.api.fault_switch import FaultSwitch
from aixtui.sandbox.api.http import json_reply
from aixtui.sandbox.api.request_log import RequestLog
from aixtui.sandbox.api.routes import all_endpoints, first_endpoints
from aixtui.sandbox.platform import Platform

if TYPE_CHECKING:
    from aixtui.sandbox.faults import Fault


def build_app(platform: Platform, fault: "Fault | None") -> App:
    """All endpoints over one platform; `fault` makes every request go wrong."""
    served = Errors(BodyLimit(AuthMiddleware(Endpoints(platform), platform.accounts)))
    return RequestLog(FaultSwitch(served, fault))


class Endpoints:
    """Every endpoint, and the description of them all."""

    def __init__(self, platform: Platform) -> None:
        self._first = [endpoint.route() for endpoint in first_endpoints(platform)]
        self._all = cache(lambda: all_endpoints(platform))
        self._router = cache(lambda: Router(self._routes(), redirect_slashes=False, default=_unknown))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request.

        Raises:
            PlatformError: the endpoint refuses it.
            HTTPException: there is no such endpoint.
        """
        scope["app"] = self  # what makes a wrong method raise
        for route in self._first:
            match, found = route.matches(scope)
            if match is Match.FULL:
                scope.update(found)
                await route.handle(scope, receive, send)
                return
        await self._router()(scope, receive, send)

    def _routes(self) -> list[Route]:
        served = [endpoint.route() for endpoint in self._all()]
        return [*served, Route("/openapi.json", self._describe, methods=["GET"])]

    async def _describe(self, _request: Request) -> Response:
        from aixtui.sandbox.api.openapi import description

        return json_reply(description(self._all()))


async def _unknown(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise HTTPException(404)
