"""Agents: create, update, delete, duplicate, run, and the results of runs."""

from itertools import count

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.agent_document import agent_document
from aixtui.sandbox.api.asset_path import team_path
from aixtui.sandbox.api.assets import Catalogue
from aixtui.sandbox.api.conversation import Turn, take_turn
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, origin, path_value
from aixtui.sandbox.clock import now
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import PlatformError, bad_request, forbidden, not_found, unless_taken
from aixtui.sandbox.runs.agent_run import StartedAgent
from aixtui.sandbox.runs.responses import pending
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset, NewAsset, new_id
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.references import is_used, leads_to

_SERVER_OWNED = ("id", "assetInfo", "teamId", "createdAt", "clonedFromId")
_KEPT_UNLESS_SENT = ("model", "supervisor", "planner", "responder", "skills", "files")
"""What clients leave out when they have nothing to say of it."""


class Agents:
    """The agent endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._catalogue = Catalogue(platform, "/v2/agents", "agent")

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of agents but those that read the catalogue."""
        return [
            Endpoint("POST", "/v2/agents", self.create, reply="Agent", body="AgentFields"),
            Endpoint("PUT", "/v2/agents/{id}", self.update, reply="Agent", body="AgentFields"),
            Endpoint("DELETE", "/v2/agents/{id}", self.delete, reply="Nothing"),
            Endpoint("POST", "/v2/agents/{id}/duplicate", self.duplicate, reply="Agent", body="Copying"),
            Endpoint("POST", "/v2/agents/{id}/run", self.run, reply="AgentPending", body="AgentRun"),
            Endpoint("POST", "/sdk/agents/{id}/run", self.run, reply="AgentPending", body="AgentRun"),
            Endpoint("GET", "/sdk/agents/{id}/result", self.result, reply="AgentResult"),
            Endpoint("GET", "/sdk/agents/{id}", self.legacy, reply="OlderAgent"),
        ]

    async def create(self, request: Request, body: Doc) -> Response:
        """Store a new agent of the caller's team."""
        caller = caller_of(request)
        return json_reply(self._store(self._document(body, caller), caller), 201)

    async def update(self, request: Request, body: Doc) -> Response:
        """Replace an agent's fields; what the body leaves out is cleared, but for roles, skills and files."""
        caller = caller_of(request)
        asset = self._own(request)
        changed = self._document(body, caller)
        if leads_to(self._platform.database, [str(entry["id"]) for entry in changed["agents"]], asset.id):
            raise bad_request("agents must not lead back to the agent itself")
        kept = (*_SERVER_OWNED, *(key for key in _KEPT_UNLESS_SENT if key not in body))
        doc = {**changed, **{key: asset.doc[key] for key in kept if key in asset.doc}, "updatedAt": now()}
        with unless_taken():
            self._platform.assets.update(asset.number, doc)
        return json_reply(doc)

    async def delete(self, request: Request) -> Response:
        """Remove an agent that no other agent uses, with its triggers."""
        asset = self._own(request)
        with self._platform.database.write():
            if is_used(self._platform.database, asset.id, "agent"):
                raise forbidden("err.agent_is_in_use")
            self._platform.triggers.delete_of(asset.id)
            self._platform.assets.delete(asset.number)
        return json_reply({})

    async def duplicate(self, request: Request, body: Doc) -> Response:
        """Copy an agent into the caller's team, as a draft."""
        caller = caller_of(request)
        asset = self._catalogue.asset(request)
        name = (body.get("name") or "").strip() or self._copy_name(str(asset.doc["name"]), caller)
        doc = {
            **asset.doc,
            "name": name,
            "status": "draft",
            "clonedFromId": asset.id,
            "teamId": caller.team_id,
        }
        if body.get("cloneSubagents"):
            doc["agents"] = [self._copy_member(entry, caller) for entry in doc.get("agents") or ()]
        return json_reply(self._store(doc, caller), 201)

    async def run(self, request: Request, body: Doc) -> Response:
        """Start a run; the reply says where to poll."""
        asset, query = self._catalogue.asset(request), body["query"]
        text = query["input"] if isinstance(query, dict) else query
        run = self._start(asset, text, body, request)
        url = f"{origin(request)}/sdk/agents/{run.id}/result"
        return json_reply({**pending(run.id, url), "sessionId": run.session_id}, 201)

    async def result(self, request: Request) -> Response:
        """What a run has done so far, or its outcome."""
        identifier = path_value(request, "id")
        reply = self._platform.runs.reply(identifier, "agent", caller_of(request).team_id)
        if reply is None:
            raise not_found("Execution", identifier)
        return Response(reply.encode(), media_type="application/json")

    async def legacy(self, request: Request) -> Response:
        """The document under the key names of the first version."""
        doc = self._catalogue.asset(request).doc
        model = doc.get("model") or {}
        llm = {"type": "llm", "description": "main", "parameters": model.get("parameters") or []}
        return json_reply({**doc, "assets": doc["tools"], "llmId": model.get("id"), "tools": [llm]})

    def _start(self, asset: Asset, text: str, body: Doc, request: Request) -> StartedAgent:
        """Start a run; one with the header of a session that is there is a turn in it."""
        caller, session_id = caller_of(request), request.headers.get("x-session-id")
        session = self._platform.sessions.find(session_id, caller.team_id) if session_id else None
        if session is None:
            sent = {"sessionId": session_id, **body} if session_id else body
            return self._platform.agent_runs.start(asset, text, sent, caller)
        if session["agentId"] != asset.id:
            raise bad_request("The session belongs to another agent.")
        if session["status"] == "archived":
            raise bad_request("The session is archived.")
        turn = Turn(session, asset, text, body.get("attachments"))
        return take_turn(self._platform, turn, body, caller)[1]

    def _document(self, body: Doc, caller: Caller) -> Doc:
        return agent_document(body, self._platform.assets, self._platform.file_assets, caller)

    def _own(self, request: Request) -> Asset:
        return self._catalogue.own(request, "; duplicate it to change it")

    def _store(self, doc: Doc, caller: Caller) -> Doc:
        moment = now()
        stored = {
            **doc,
            "id": new_id(),
            "assetInfo": team_path("agent", str(doc["name"]), self._platform.assets, caller),
            "createdAt": moment,
            "updatedAt": moment,
        }
        with unless_taken():
            self._platform.assets.insert([NewAsset("agent", stored, caller.team_id)])
        return stored

    def _copy_name(self, name: str, caller: Caller) -> str:
        for number in count(1):
            candidate = f"{name} (Copy)" if number == 1 else f"{name} (Copy {number})"
            if not self._platform.assets.taken("agent", caller.team_id, "name", candidate):
                return candidate
        raise AssertionError("unreachable")

    def _copy_member(self, entry: Doc, caller: Caller) -> Doc:
        asset = self._platform.assets.find(str(entry.get("id")), ("agent",), caller.team_id)
        if asset is None:
            raise PlatformError(400, "err.asset_is_not_available")
        name = self._copy_name(str(asset.doc["name"]), caller)
        doc = {
            **asset.doc,
            "name": name,
            "status": "draft",
            "clonedFromId": asset.id,
            "teamId": caller.team_id,
        }
        return {**entry, "id": self._store(doc, caller)["id"]}
