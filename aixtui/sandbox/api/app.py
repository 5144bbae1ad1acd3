"""The ASGI application."""

import logging
from functools import cache

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from aixtui.sandbox.api.agents import Agents
from aixtui.sandbox.api.assets import FOUND_AS_MODELS, Catalogue
from aixtui.sandbox.api.exchange import json_reply
from aixtui.sandbox.api.fault_injector import FaultInjector
from aixtui.sandbox.api.gate import Gate
from aixtui.sandbox.api.openapi import describing
from aixtui.sandbox.api.request_log import RequestLog
from aixtui.sandbox.faults import Fault
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import PlatformError

_log = logging.getLogger(__name__)


def build_app(platform: Platform, fault: Fault) -> Starlette:
    """All endpoints over one platform; `fault` makes every request go wrong."""
    early = _early(platform)
    later = cache(lambda: _later(platform))
    described = Route("/openapi.json", describing(lambda: [*early, *later()]), methods=["GET"])
    app = Starlette(
        routes=[*early, described],
        middleware=[
            Middleware(RequestLog),
            Middleware(FaultInjector, everywhere=fault),
            Middleware(Gate, accounts=platform.accounts),
        ],
        exception_handlers={PlatformError: _refused, HTTPException: _unrouted, Exception: _failed},
    )
    rest = cache(lambda: Router(later()))

    async def other(scope: Scope, receive: Receive, send: Send) -> None:
        await rest()(scope, receive, send)

    app.router.default = other
    return app


def _early(platform: Platform) -> list[Route]:
    """What a client shows first."""
    return [
        Route("/health", _health, methods=["GET"]),
        *Catalogue(platform, "/v2/models", "model", FOUND_AS_MODELS).routes(),
        *Catalogue(platform, "/v2/integrations", "integration").routes(),
        *Agents(platform).routes(),
    ]


def _later(platform: Platform) -> list[Route]:
    """Everything else. It loads with the first request for it: that makes the start a third shorter."""
    from aixtui.sandbox.api.later import routes_of

    return routes_of(platform)


async def _health(_request: Request) -> Response:
    """Whether the server answers."""
    return json_reply({"service": "aixtui sandbox", "status": "up"})


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, PlatformError)
    return JSONResponse(error.body, error.status, error.headers)


async def _unrouted(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = f"Cannot {request.method} {request.url.path}"
    return JSONResponse(PlatformError(error.status_code, sentence).body, error.status_code, error.headers)


async def _failed(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return JSONResponse(PlatformError(500, "The sandbox failed on this request.").body, 500)
