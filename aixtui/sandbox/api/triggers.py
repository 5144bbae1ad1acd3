"""Triggers: agents that run by the clock or on an event."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, path_value
from aixtui.sandbox.api.schemas.checking import check
from aixtui.sandbox.api.schemas.vocabulary import TEXT, array, ref
from aixtui.sandbox.clock import now, stamp
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import bad_request, not_found
from aixtui.sandbox.schedule import next_run
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import new_id
from aixtui.sandbox.store.document import Doc

_WRITABLE = (
    "name",
    "description",
    "input",
    "assetId",
    "assetType",
    "triggerType",
    "triggerId",
    "configuration",
    "enabled",
    "notifications",
    "retryCount",
)


class Triggers:
    """The trigger endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of triggers."""
        return [
            Endpoint(
                "GET", "/v1/triggers", self.search, reply=array(ref("Trigger")), query={"agentId": TEXT}
            ),
            Endpoint("POST", "/v1/triggers", self.create, reply="Trigger", body="TriggerFields"),
            Endpoint("GET", "/v1/triggers/{id}", self.get, reply="Trigger"),
            Endpoint("PUT", "/v1/triggers/{id}", self.update, reply="Trigger", body="TriggerChanges"),
            Endpoint("DELETE", "/v1/triggers/{id}", self.delete, reply="Nothing"),
        ]

    async def search(self, request: Request) -> Response:
        """A bare array of triggers."""
        agent = request.query_params.get("agentId")
        return json_reply(self._platform.triggers.search(caller_of(request).team_id, agent))

    async def create(self, request: Request, body: Doc) -> Response:
        """Store a trigger and schedule it."""
        caller = caller_of(request)
        moment = now()
        blank: Doc = {"lastRunAt": None, "failureCount": 0, "enqueued": False, "createdAt": moment}
        doc = self._document({**blank, "id": new_id()}, body, caller)
        self._save(caller, doc)
        return json_reply(doc, 201)

    async def get(self, request: Request) -> Response:
        """One trigger."""
        return json_reply(self._trigger(request))

    async def update(self, request: Request, body: Doc) -> Response:
        """Change a trigger; what the body leaves out stays."""
        caller, old = caller_of(request), self._trigger(request)
        body.pop("id", None)
        whole = {**{key: old.get(key) for key in _WRITABLE}, **body}
        check("TriggerFields", whole)
        doc = self._document(old, whole, caller)
        self._save(caller, doc)
        return json_reply(doc)

    async def delete(self, request: Request) -> Response:
        """Remove a trigger."""
        self._platform.triggers.delete(self._trigger(request)["id"])
        return json_reply({})

    def _trigger(self, request: Request) -> Doc:
        identifier = path_value(request, "id")
        doc = self._platform.triggers.find(identifier, caller_of(request).team_id)
        if doc is None:
            raise not_found("Trigger", identifier)
        return doc

    def _save(self, caller: Caller, doc: Doc) -> None:
        self._platform.triggers.save(caller.team_id, doc)
        self._platform.scheduler.notice()

    def _document(self, kept: Doc, body: Doc, caller: Caller) -> Doc:
        agent = body.get("assetId")
        if agent is not None and self._platform.assets.find(agent, ("agent",), caller.team_id) is None:
            raise bad_request("err.asset_is_not_available")
        doc = {**kept, **{key: body.get(key) for key in _WRITABLE}, "updatedAt": now()}
        doc["enabled"] = body.get("enabled") is not False
        doc["notifications"] = bool(body.get("notifications"))
        doc["type"], doc["nextRunAt"] = None, None
        if doc["triggerType"] == "time":
            configuration = doc["configuration"] or {}
            due = next_run(configuration, datetime.now(UTC), datetime.fromisoformat(doc["createdAt"]))
            doc["type"] = configuration["type"]
            doc["nextRunAt"] = stamp(due) if due else None
        return doc
