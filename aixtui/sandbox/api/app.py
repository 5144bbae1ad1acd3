"""The ASGI application."""

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from aixtui.sandbox.api.agents import Agents
from aixtui.sandbox.api.assets import Catalogue
from aixtui.sandbox.api.exchange import json_reply
from aixtui.sandbox.api.execute import Execution
from aixtui.sandbox.api.fault_injector import FaultInjector
from aixtui.sandbox.api.files import Files
from aixtui.sandbox.api.gate import Gate
from aixtui.sandbox.api.keys import Keys
from aixtui.sandbox.api.legacy import Legacy
from aixtui.sandbox.api.openapi import describing
from aixtui.sandbox.api.request_log import RequestLog
from aixtui.sandbox.api.sessions import Sessions
from aixtui.sandbox.api.skills import Skills
from aixtui.sandbox.api.tools import Tools
from aixtui.sandbox.api.triggers import Triggers
from aixtui.sandbox.api.utilities import Utilities
from aixtui.sandbox.faults import Fault
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import PlatformError

_log = logging.getLogger(__name__)
_MODELS = ("model", "integration", "tool", "utility")


def build_app(platform: Platform, fault: Fault) -> Starlette:
    """All endpoints over one platform; `fault` makes every request go wrong."""
    routes = routes_of(platform)
    return Starlette(
        routes=[*routes, Route("/openapi.json", describing(routes), methods=["GET"])],
        middleware=[
            Middleware(RequestLog),
            Middleware(FaultInjector, everywhere=fault),
            Middleware(Gate, accounts=platform.accounts),
        ],
        exception_handlers={PlatformError: _refused, HTTPException: _unrouted, Exception: _failed},
    )


def routes_of(platform: Platform) -> list[Route]:
    """Every address that is served, but for the description of all."""
    return [
        Route("/health", _health, methods=["GET"]),
        *Catalogue(platform, "/v2/models", "model", _MODELS).routes(),
        *Agents(platform).routes(),
        *Execution(platform).routes(),
        *Tools(platform).routes(),
        *Catalogue(platform, "/v2/integrations", "integration").routes(),
        *Legacy(platform).routes(),
        Route("/sdk/models/{id}", Catalogue(platform, "/sdk/models", "model", _MODELS).get, methods=["GET"]),
        *Utilities(platform).routes(),
        *Files(platform).routes(),
        *Skills(platform).routes(),
        *Sessions(platform).routes(),
        *Triggers(platform).routes(),
        *Keys(platform).routes(),
    ]


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
