"""Sessions: conversations with an agent that the platform remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Unpack

from ..enums import MessageRole, Reaction, RunStatus, SessionStatus
from ..exceptions import InvalidResponseError, ValidationError
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseResource,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.arguments import json_value, json_values
from ..resource.context import context_of, encode_resource_id
from ..resource.fields import CAMEL, json_field
from ..resource.given_fields import argument_field
from ..resource.params import SearchOptions
from ..resource.replies import decode_reply
from .agent_reference import agent_id_of
from .asset import open_enum
from .attachments import resolve_attachments
from .execution_config import ExecutionConfig
from .session_message import SessionMessage

if TYPE_CHECKING:
    from .agent.result import AgentRunResult


class SessionSearchParams(SearchOptions, total=False):
    """What sessions can be listed by."""

    agent: Any
    """The agent, a saved object or an id."""
    status: SessionStatus | str
    user_id: str
    created_after: datetime | str
    """As text in ISO 8601, with a zone."""
    created_before: datetime | str
    memory_enabled: bool
    page_number: int
    page_size: int


_QUERY = {
    "agent": "agentId",
    "user_id": "userId",
    "created_after": "createdAfter",
    "created_before": "createdBefore",
    "memory_enabled": "memoryEnabled",
}


@dataclass(repr=False)
class Session(
    BaseResource,
    SearchResourceMixin[BaseSearchParams, "Session"],
    GetResourceMixin[BaseGetParams, "Session"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
):
    """A conversation. `execution_config` holds settings of the runs that its messages start."""

    RESOURCE_PATH = "v1/sessions"
    PAGINATE_PATH = ""
    PAGINATE_METHOD = "get"
    PAGINATE_OPEN_ENDED = True
    SEARCH_PARAMS = SessionSearchParams
    GET_PARAMS = SAVE_PARAMS = DELETE_PARAMS = BaseParams
    dataclass_json_config = CAMEL

    user_id: str | None = None
    agent_id: str | None = None
    status: str | None = json_field(default=SessionStatus.ACTIVE, decoder=open_enum(SessionStatus))
    run_status: str | None = json_field(decoder=open_enum(RunStatus))
    """idle, running or completed."""
    message_count: int | None = None
    last_message_preview: str | None = None
    last_message_at: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    execution_config: Any = json_field(
        decoder=ExecutionConfig.from_document, encoder=lambda config: config and config.to_api_dict()
    )
    """An ExecutionConfig or None; a dictionary assigned to it becomes one. Raises ValidationError."""
    agent: Any = argument_field()
    """The agent, a saved object or an id: what is assigned goes to `agent_id`. Raises ValidationError."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "agent" and value is not None:
            self.agent_id, value = agent_id_of(value), None
        elif name == "execution_config":
            value = ExecutionConfig.coerce(value)
        super().__setattr__(name, value)

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters as a query; the platform wants booleans as True and False."""
        filters = super().build_search_filters(params)
        query = {_QUERY.get(name, name): value for name, value in filters.items()}
        return {name: str(value) if isinstance(value, bool) else value for name, value in query.items()}

    @classmethod
    def search(
        cls,
        agent: Any = None,
        status: SessionStatus | str | None = None,
        user_id: str | None = None,
        created_after: datetime | str | None = None,
        created_before: datetime | str | None = None,
        memory_enabled: bool | None = None,
        page_number: int = 0,
        page_size: int = 20,
        **kwargs: Unpack[SearchOptions],
    ) -> Page[Session]:
        """The sessions that match; the agent is a saved object or an id, times as text in ISO 8601.

        The platform does not say how many there are on further pages. Raises APIError, ValidationError.
        """
        filters = {
            "agent": None if agent is None else agent_id_of(agent),
            "status": status,
            "user_id": user_id,
            "created_after": created_after,
            "created_before": created_before,
            "memory_enabled": memory_enabled,
        }
        return super().search(page_number=page_number, page_size=page_size, **filters, **kwargs)

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Session:
        """The session with this id. Raises APIError."""
        return super().get(id, host, **kwargs)

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send, as `on_document` makes it."""
        payload = self.on_document(_decided(self), _decided)
        if self.id and self.stored("executionConfig"):  # an absent key is one to keep
            payload.setdefault("executionConfig", {})
        return payload

    def messages(self) -> list[SessionMessage]:
        """All messages, oldest first. Raises APIError, also when one of them cannot be read."""
        reply = self._action("GET", ["messages"])
        if not isinstance(reply, list):
            raise InvalidResponseError("The platform sent no list of messages.")
        return sorted((_message(item) for item in reply), key=lambda message: message.sequence or 0)

    def get_message(self, message_id: str) -> SessionMessage:
        """One message. Raises APIError."""
        return _message(self._action("GET", ["messages", encode_resource_id(message_id)]))

    def add_message(
        self,
        role: MessageRole | str,
        content: str,
        request_id: str | None = None,
        attachments: Sequence[Any] | None = None,
        files: Sequence[Any] | None = None,
        tools: Sequence[Any] | None = None,
        *,
        api_key: str | None = None,
    ) -> SessionMessage:
        """Add a message. One of the user's starts a run, whose id is the message's `request_id`.

        Attachments and files are URLs, paths on this machine (uploaded first), saved files, or objects with
        `url` or `path`. Tools are those that the run may take: {id, parameters: [{name, value}]}, or saved
        resources. It is never sent twice: after an error whose `outcome_unknown` is true, look before
        adding it again. Raises APIError, ValidationError, FileUploadError.
        """
        self.ensure_usable()
        key = {} if api_key is None else {"api_key": api_key}
        attached = resolve_attachments(context_of(self), attachments, files, "add_message", **key)
        body = {
            "role": str(MessageRole(role)) if role in set(MessageRole) else _no_role(role),
            "content": content,
            "requestId": request_id,
            "attachments": attached or None,
            "tools": [_tool(tool) for tool in tools or ()] or None,
        }
        body = json_values({name: value for name, value in body.items() if value is not None})
        return _message(self._action("POST", ["messages"], json=body, **key))

    def delete_message(self, message_id: str) -> None:
        """Delete one message. Raises APIError."""
        self.ensure_usable()
        url = f"{self.RESOURCE_PATH}/{self.encoded_id}/messages/{encode_resource_id(message_id)}"
        context_of(self).client.request_raw("DELETE", url)

    def react(self, message_id: str, reaction: Reaction | str | None) -> SessionMessage:
        """Like or dislike an answer, or take it back with None. A user's message raises BadRequestError."""
        place = ["messages", encode_resource_id(message_id), "reaction"]
        body = {"reaction": None if reaction is None else str(reaction)}
        return _message(self._action("POST", place, json=body))

    def ask(
        self, content: str, *, timeout: float | None = None, wait_time: float | None = None, **kwargs: Any
    ) -> AgentRunResult:
        """Add a user's message and wait for the agent's answer. The times are seconds, as in `Agent.run`."""
        run = self.run_of(self.add_message(MessageRole.USER, content, **kwargs))
        agent = context_of(self).Agent(id=self.agent_id)
        key = kwargs.get("api_key")
        result: AgentRunResult = agent.sync_poll(run, timeout=timeout, wait_time=wait_time, api_key=key)
        return result

    @staticmethod
    def run_of(message: SessionMessage) -> str:
        """The id of the run that a message started. Raises InvalidResponseError."""
        if not message.request_id:
            raise InvalidResponseError("The message started no run.", outcome_unknown=True)
        return message.request_id


def _no_role(role: Any) -> str:
    raise ValidationError(f"The role must be one of {', '.join(MessageRole)}, not {role!r}.")


def _tool(tool: Any) -> Any:
    return {"id": json_value("tools", tool)} if isinstance(tool, BaseResource) else tool


def _message(document: Any) -> SessionMessage:
    return decode_reply(SessionMessage, document, "a message")


def _decided(session: Session) -> dict[str, Any]:
    """What a caller decides, as far as it is set."""
    config = session.execution_config
    settings = config.to_api_dict() if config else None
    decided = {
        "agentId": session.agent_id,
        "name": session.name,
        "status": str(session.status or SessionStatus.ACTIVE),
        "executionConfig": settings if session.id else settings or None,
    }
    return {name: value for name, value in decided.items() if value is not None}
