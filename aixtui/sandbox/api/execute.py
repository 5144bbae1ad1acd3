"""Running assets on the execution base, the actions protocol of tools, and polling results."""

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from aixtui.sandbox.api.bounds import LONGEST_TEXT, check_bounds
from aixtui.sandbox.api.connect import SUPPLIER, activate, connect, trigger_types
from aixtui.sandbox.api.endpoint import HTML, JSON, Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, origin, path_value
from aixtui.sandbox.api.streaming import stream_run, wants_stream
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import not_found, run_refused
from aixtui.sandbox.runs.dispatch import Prepared, actions_of, engine_of, prepare_action, prepare_engine
from aixtui.sandbox.runs.model_run import Started
from aixtui.sandbox.runs.responses import SUPPLIER_STATUS, pending, succeeded
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset, new_id
from aixtui.sandbox.store.consents import awaits_consent, give_consent
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.tools.action import Action, find_action

_RUNNABLE = ("model", "tool", "utility", "integration")
_CONNECTED = (
    "<!doctype html><title>Sandbox</title><p>The sandbox has no real account to ask: this is connected."
)


class Execution:
    """The execution endpoints of both versions."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of the execution base."""
        return [
            Endpoint(
                "POST",
                "/api/v2/execute/{id:path}",
                self.execute,
                reply="Executed",
                body="Inputs",
                sends=(JSON, "text/event-stream"),
            ),
            Endpoint(
                "POST",
                "/api/v1/execute/{id:path}",
                self.execute_later,
                reply="Pending",
                body="Inputs",
            ),
            Endpoint("GET", "/api/v1/data/{id}", self.result, reply="Result"),
            Endpoint("GET", "/api/v2/data/{id}", self.result, reply="Result"),
            Endpoint("GET", "/oauth/{id}", self.authorize, sends=(HTML,)),
        ]

    async def execute(self, request: Request, body: Doc) -> Response:
        """Run; the reply is the result, or where to poll when the asset is asynchronous."""
        caller, asset = caller_of(request), self._asset(request)
        answer = self._at_once(asset, body, caller, origin(request))
        if answer is not None:
            return json_reply(answer, 201)
        if wants_stream(body):
            return stream_run(self._platform, asset, body, caller)
        run = self._start(asset, body, caller)
        if asset.doc.get("connectionType") == ["asynchronous"]:
            return json_reply(pending(run.id, self._poll_url(request, run.id)), 201)
        reply = await asyncio.wrap_future(run.outcome)
        assert isinstance(reply, dict)
        failed = reply["status"] == "FAILED"
        return json_reply(reply, int(reply["statusCode"]) if failed else 201)

    async def execute_later(self, request: Request, body: Doc) -> Response:
        """Run in the background, whatever the asset's connection type."""
        asset = self._asset(request)
        run = self._start(asset, body, caller_of(request))
        return json_reply(pending(run.id, self._poll_url(request, run.id)), 201)

    async def result(self, request: Request) -> Response:
        """How far a run is, or its outcome."""
        identifier = path_value(request, "id")
        reply = self._platform.runs.reply(identifier, "model", caller_of(request).team_id)
        if reply is None:
            raise not_found("Result", identifier)
        return Response(reply.encode(), media_type="application/json")

    async def authorize(self, request: Request) -> Response:
        """Where the redirect of an OAuth connection leads: to open it is to agree."""
        give_consent(self._platform.database, path_value(request, "id"))
        return HTMLResponse(_CONNECTED)

    def _asset(self, request: Request) -> Asset:
        identifier = path_value(request, "id")
        asset = self._platform.assets.find(identifier, _RUNNABLE, caller_of(request).team_id)
        if asset is None:
            raise not_found("Model", identifier)
        if awaits_consent(asset.config):
            address = f"{origin(request)}/oauth/{asset.id}"
            raise run_refused(SUPPLIER_STATUS, f"The service waits for consent at {address}.", SUPPLIER)
        return asset

    def _start(self, asset: Asset, body: Doc, caller: Caller) -> Started:
        return self._platform.model_runs.start(asset, body, self._prepared(asset, body), caller)

    def _prepared(self, asset: Asset, body: Doc) -> Prepared:
        if asset.kind == "utility":
            return prepare_action(asset, None, body.get("data", body))
        if asset.kind in ("tool", "integration"):
            return prepare_action(asset, body.get("action"), body.get("data"))
        return prepare_engine(engine_of(asset, self._platform.model), body)

    def _at_once(self, asset: Asset, body: Doc, caller: Caller, base: str) -> Doc | None:
        """The answer to what is no run: connecting, and questions about actions and triggers."""
        if asset.kind not in ("tool", "integration"):
            return None
        data = body.get("data")
        match body.get("action"):
            case None | "" if asset.kind == "integration":
                check_bounds(body, LONGEST_TEXT)  # it is kept as a document
                return connect(self._platform.assets, asset, body, caller, base)
            case "LIST_ACTIONS":
                found: object = [action.document() for action in actions_of(asset)]
            case "LIST_INPUTS":
                found = [action.document(with_inputs=True) for action in _named(asset, data)]
            case "list_trigger_types":
                found = trigger_types(asset)
            case "activate_trigger":
                found = activate(asset, data)
            case "delete_trigger":
                found = {}
            case _:
                return None
        return succeeded(new_id(), found, run_time=0, cost=0)

    def _poll_url(self, request: Request, run_id: str) -> str:
        return f"{origin(request)}/api/v1/data/{run_id}"


def _named(asset: Asset, data: object) -> list[Action]:
    """The actions that `data.actions` names; all of them when it names none."""
    actions = actions_of(asset)
    names = data.get("actions") if isinstance(data, dict) else None
    if not names or not isinstance(names, list):
        return list(actions)
    return [action for name in names if (action := find_action(actions, str(name)))]
