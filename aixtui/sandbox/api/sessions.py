"""Sessions: conversations with an agent. A user's message starts a run; its answer becomes a message."""

from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.conversation import Turn, take_turn
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, path_value, query_number
from aixtui.sandbox.api.schemas.vocabulary import MOMENT, TEXT, array, one_of, ref
from aixtui.sandbox.clock import stamp
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import bad_request, not_found
from aixtui.sandbox.store.database import Value
from aixtui.sandbox.store.document import Doc

_LARGEST_PAGE = 100
_QUERY: dict[str, Doc] = {
    **dict.fromkeys(("agentId", "status", "userId"), TEXT),
    **dict.fromkeys(("createdAfter", "createdBefore"), MOMENT),
    "memoryEnabled": one_of("True", "False", "true", "false"),
    "pageNumber": {"type": "string", "pattern": "^[0-9]{1,2}$"},
    "pageSize": {"type": "string", "pattern": "^[1-9][0-9]?$"},
}


class Sessions:
    """The session and message endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._sessions = platform.sessions

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of sessions."""
        messages = "/v1/sessions/{id}/messages"
        return [
            Endpoint("GET", "/v1/sessions", self.search, reply=array(ref("Session")), query=_QUERY),
            Endpoint("POST", "/v1/sessions", self.create, reply="Session", body="SessionFields"),
            Endpoint("GET", "/v1/sessions/{id}", self.get, reply="Session"),
            Endpoint("PUT", "/v1/sessions/{id}", self.update, reply="Session", body="SessionChanges"),
            Endpoint("DELETE", "/v1/sessions/{id}", self.delete, reply="Nothing"),
            Endpoint("GET", messages, self.messages, reply=array(ref("Message"))),
            Endpoint("POST", messages, self.add_message, reply="Message", body="MessageFields"),
            Endpoint("GET", messages + "/{message}", self.message, reply="Message"),
            Endpoint("DELETE", messages + "/{message}", self.delete_message, reply="Nothing"),
            Endpoint(
                "POST",
                messages + "/{message}/reaction",
                self.react,
                reply="Message",
                body="Reaction",
            ),
        ]

    async def search(self, request: Request) -> Response:
        """A bare array of sessions."""
        page = query_number(request, "pageNumber", 0, 0, 1_000_000)
        size = query_number(request, "pageSize", 20, 1, _LARGEST_PAGE)
        filters = _filters(request.query_params)
        return json_reply(self._sessions.search(caller_of(request).team_id, filters, page, size))

    async def create(self, request: Request, body: Doc) -> Response:
        """Start a session with an agent."""
        caller = caller_of(request)
        agent = self._platform.assets.find(body["agentId"], ("agent",), caller.team_id)
        if agent is None:
            raise not_found("Agent", body["agentId"])
        session_id = self._sessions.create(caller.team_id, caller.user_id, agent.id, body)
        return json_reply(self._sessions.find(session_id, caller.team_id), 201)

    async def get(self, request: Request) -> Response:
        """One session."""
        return json_reply(self._session(request))

    async def update(self, request: Request, body: Doc) -> Response:
        """Change a session; what the body leaves out stays."""
        session = self._session(request)
        self._sessions.update(session["id"], body)
        return json_reply(self._session(request))

    async def delete(self, request: Request) -> Response:
        """Remove a session with its messages."""
        self._sessions.delete(self._session(request)["id"])
        return json_reply({})

    async def messages(self, request: Request) -> Response:
        """A bare array of messages."""
        return json_reply(self._sessions.messages(self._session(request)["id"]))

    async def add_message(self, request: Request, body: Doc) -> Response:
        """Store a message; one of the user's starts a run of the session's agent."""
        session, role, content = self._session(request), body["role"], body.get("content", "")
        attachments = body.get("attachments")
        if not (content.strip() or attachments):
            raise bad_request("content should not be empty")
        if session["status"] == "archived":
            raise bad_request("The session is archived.")
        if role == "user":
            message_id = self._ask(request, session, content, body)
        else:
            message_id = self._sessions.add_message(
                session["id"], role, content, request_id=body.get("requestId"), attachments=attachments
            )
        return json_reply(self._sessions.message(session["id"], message_id), 201)

    async def message(self, request: Request) -> Response:
        """One message."""
        return json_reply(self._message(request))

    async def delete_message(self, request: Request) -> Response:
        """Remove a message."""
        self._sessions.delete_message(self._message(request)["id"])
        return json_reply({})

    async def react(self, request: Request, body: Doc) -> Response:
        """Like or dislike an answer, or take that back."""
        message = self._message(request)
        if message["role"] != "assistant":
            raise bad_request("Only assistant messages can be liked or disliked")
        self._sessions.react(message["id"], body["reaction"])
        return json_reply(self._message(request))

    def _session(self, request: Request) -> Doc:
        identifier = path_value(request, "id")
        session = self._sessions.find(identifier, caller_of(request).team_id)
        if session is None:
            raise not_found("Session", identifier)
        return session

    def _message(self, request: Request) -> Doc:
        identifier = path_value(request, "message")
        message = self._sessions.message(self._session(request)["id"], identifier)
        if message is None:
            raise not_found("Message", identifier)
        return message

    def _ask(self, request: Request, session: Doc, content: str, body: Doc) -> str:
        """Have the session's agent answer; the id of the user's message."""
        caller = caller_of(request)
        agent = self._platform.assets.find(session["agentId"], ("agent",), caller.team_id)
        if agent is None:
            raise not_found("Agent", session["agentId"])
        turn = Turn(session, agent, content, body.get("attachments"))
        config = session["executionConfig"] or {}
        run_body = {**config, "query": content, "tools": body.get("tools") or []}
        return take_turn(self._platform, turn, run_body, caller)[0]


def _filters(query: Mapping[str, str]) -> dict[str, Value]:
    """The filters of a list, with moments as they are stored and flags as numbers."""
    filters: dict[str, Value] = dict(query)
    for key in ("createdAfter", "createdBefore"):
        if query.get(key):
            try:
                moment = datetime.fromisoformat(query[key])
                filters[key] = stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
            except (ValueError, OverflowError):
                raise bad_request(f"{key} must be a valid ISO 8601 date string") from None
    if query.get("memoryEnabled"):
        flag = query["memoryEnabled"].lower()
        if flag not in ("true", "false"):
            raise bad_request("memoryEnabled must be a boolean value")
        filters["memoryEnabled"] = int(flag == "true")
    return filters
