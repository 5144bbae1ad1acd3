"""Running models on the execution base, and polling their results."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aixtui.sandbox.api.exchange import body_of, caller_of, json_reply, origin, path_value
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import not_found
from aixtui.sandbox.runs.replies import pending
from aixtui.sandbox.store.assets import Asset

_RUNNABLE = ("model", "tool", "utility", "integration")


class Execution:
    """The execution endpoints of both versions."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Route]:
        """All routes of the execution base."""
        return [
            Route("/api/v2/execute/{id:path}", self.execute, methods=["POST"]),
            Route("/api/v1/execute/{id:path}", self.execute_later, methods=["POST"]),
            Route("/api/v1/data/{id}", self.result, methods=["GET"]),
            Route("/api/v2/data/{id}", self.result, methods=["GET"]),
        ]

    async def execute(self, request: Request) -> Response:
        """Run; the reply is the result, or where to poll when the asset is asynchronous."""
        asset = self._asset(request)
        run = self._platform.model_runs.start(asset, await body_of(request), caller_of(request))
        if asset.doc.get("connectionType") == ["asynchronous"]:
            return json_reply(pending(run.id, self._poll_url(request, run.id)), 201)
        reply = await asyncio.wrap_future(run.outcome)
        assert isinstance(reply, dict)
        failed = reply["status"] == "FAILED"
        return json_reply(reply, int(reply["statusCode"]) if failed else 201)

    async def execute_later(self, request: Request) -> Response:
        """Run in the background, whatever the asset's connection type."""
        asset = self._asset(request)
        run = self._platform.model_runs.start(asset, await body_of(request), caller_of(request))
        return json_reply(pending(run.id, self._poll_url(request, run.id)), 201)

    async def result(self, request: Request) -> Response:
        """How far a run is, or its outcome."""
        identifier = path_value(request, "id")
        reply = self._platform.runs.reply(identifier, "model", caller_of(request).team_id)
        if reply is None:
            raise not_found("Result", identifier)
        return Response(reply.encode(), media_type="application/json")

    def _asset(self, request: Request) -> Asset:
        identifier = path_value(request, "id")
        asset = self._platform.assets.find(identifier, _RUNNABLE, caller_of(request).team_id)
        if asset is None:
            raise not_found("Model", identifier)
        return asset

    def _poll_url(self, request: Request, run_id: str) -> str:
        return f"{origin(request)}/api/v1/data/{run_id}"
