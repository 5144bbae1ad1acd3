"""Agents: search, get, create, change, duplicate, delete, run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from ...enums import AssetStatus
from ...exceptions import InvalidResponseError, ValidationError
from ...polling import Pause
from ...resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseRunParams,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    RunnableResourceMixin,
    SearchResourceMixin,
    with_hooks,
)
from ...resource.arguments import refuse_positional
from ...resource.context import context_of, encode_resource_id
from ...resource.fields import CAMEL
from ...resource.options import call_options
from ...resource.replies import decode_reply
from ..attachments import resolve_attachments
from ..model_search import with_query
from ..started_runs import StartedRuns
from .document import ROLES, AgentDocument
from .parts import role_state
from .payloads import (
    DEFAULT_LLM,
    assigned_documents,
    replaced_roles,
    save_parts,
    save_payload,
    without_unset,
)
from .result import AgentRunResult, execution_of
from .run import AgentRunParams, part_documents, run_payload, validate_history
from .session_run import start_in_session


class AgentSearchParams(BaseSearchParams, total=False):
    """What agents can be searched by."""

    status: str | list[str]
    """Sent as it is; the platform may not look at it."""


class AgentSaveParams(BaseParams, total=False):
    """How to save an agent."""

    as_draft: bool
    """Whether it is kept from being published."""
    save_subcomponents: bool
    """Whether its parts that were never saved are saved first."""


@dataclass(repr=False)
class Agent(
    AgentDocument,
    SearchResourceMixin[AgentSearchParams, "Agent"],
    GetResourceMixin[BaseGetParams, "Agent"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
    RunnableResourceMixin[BaseRunParams, AgentRunResult],
):
    """An agent, or a team of them.

    `tools`, `tasks` and `inspectors` are objects; `agents`, `skills` and `files` ids; `llm`, `planner`,
    `supervisor` and `response_generator` {id, name, parameters}. Ids, documents and saved resources may be
    assigned too.
    """

    RESOURCE_PATH = "v2/agents"
    RESPONSE_CLASS = AgentRunResult
    SEARCH_PARAMS = AgentSearchParams
    GET_PARAMS = BaseGetParams
    DELETE_PARAMS = BaseDeleteParams
    SAVE_PARAMS = AgentSaveParams
    RUN_PARAMS = AgentRunParams
    dataclass_json_config = CAMEL

    @classmethod
    def search(cls, query: str | None = None, /, **kwargs: Unpack[AgentSearchParams]) -> Page[Agent]:
        """One page of the agents that match. Raises APIError."""
        return super().search(**with_query(query, kwargs))

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Agent:
        """The agent with this id or path. Raises APIError."""
        return super().get(id, host, **kwargs)

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    def mark_as_deleted(self) -> None:
        """Clear the id, remember that it is gone, and say so in the status."""
        super().mark_as_deleted()
        self.status = AssetStatus.DELETED

    @property
    def llm_id(self) -> str | None:
        """The id of its model; of a new agent that names none, the one the platform takes."""
        role = role_state(self.llm)
        if isinstance(role, dict):
            return role.get("id")
        return None if self.id else DEFAULT_LLM

    def build_save_payload(
        self, *, as_draft: bool = False, save_subcomponents: bool = False, **kwargs: Any
    ) -> dict[str, Any]:
        """The document to send, as `on_document` makes it; a plain save publishes, `as_draft` does not.

        With `save_subcomponents` its parts that were never saved are saved first.
        """
        key = call_options(kwargs)
        if save_subcomponents:
            save_parts(self, as_draft=as_draft, **key)
        status = AssetStatus.DRAFT if as_draft else AssetStatus.ONBOARDED
        payload, document = save_payload(self, status, **key), self._kept_document() or {}
        body = self.on_document(payload, lambda saved: save_payload(saved, status, **key))
        body |= replaced_roles(payload, document) | assigned_documents(self, payload)
        return {**without_unset(self, body, document), "status": status}

    def after_save(self, result: Any, *args: Any, as_draft: bool = False, **kwargs: Any) -> Any:
        """Note the status that was saved: the reply to an update is not looked at."""
        if not isinstance(result, Exception):
            self.status = AssetStatus.DRAFT if as_draft else AssetStatus.ONBOARDED
            self.mark_as_saved()

    def _apply_response(self, reply: Any) -> None:
        """Take over what was stored, but keep the parts as the caller gave them: objects."""
        names = ("tools", "agents", "skills", "files", "inspectors", *ROLES)
        kept = {name: getattr(self, name) for name in names}
        super()._apply_response(reply)
        vars(self).update({name: value for name, value in kept.items() if value})

    @with_hooks
    def duplicate(
        self, duplicate_subagents: bool = False, name: str | None = None, **kwargs: Unpack[BaseParams]
    ) -> Agent:
        """A copy made by the platform, as a draft; it picks a name if none is given."""
        body: dict[str, Any] = {"cloneSubagents": duplicate_subagents}
        if name is not None:
            body["name"] = name
        document = self._action("POST", ["duplicate"], json=body, **kwargs)
        if not isinstance(document, dict) or not document.get("id"):
            raise InvalidResponseError("The platform did not say what it created.", outcome_unknown=True)
        twin = decode_reply(type(self), document, "a copy", outcome_unknown=True)
        if "context" in vars(self):
            twin.context = self.context  # type: ignore[misc]
        twin.keep_document(document)
        return twin

    def after_duplicate(self, result: Any, *args: Any, **kwargs: Any) -> Any:
        """Take the copy as a draft, whatever the platform says."""
        if isinstance(result, Agent):
            result.status = AssetStatus.DRAFT
            result.mark_as_saved()

    def run(self, *args: Any, **kwargs: Unpack[AgentRunParams]) -> AgentRunResult:
        """Run it and wait for the answer; with a `session`, as the next message of that conversation.

        The `query` may stand alone, as in `run("Explain this")`.
        A changed draft is saved first, as a draft; a changed published agent is refused with ValidationError.
        Else as RunnableResourceMixin.run.
        """
        return super().run(**self._inputs(args, kwargs))

    def run_async(self, *args: Any, **kwargs: Unpack[AgentRunParams]) -> AgentRunResult:
        """Start it. A result that is not `completed` has the `url` to `poll`, `watch` or `sync_poll`."""
        return super().run_async(**self._inputs(args, kwargs))

    def _start(self, **kwargs: Any) -> Any:
        session = kwargs.pop("session", None)
        if session is None:
            return super()._start(**kwargs)
        return start_in_session(self, session, kwargs)

    def before_run(self, *args: Any, **kwargs: Any) -> AgentRunResult | None:
        """Save a changed draft; refuse a changed published agent, whose users would not see the change."""
        if kwargs.get("session") is not None:
            # The conversation is with what is on the platform.
            return None
        if kwargs.get("history") is not None:
            validate_history(kwargs["history"])
        if not self.is_deleted and self.is_modified:
            if self.status not in (None, AssetStatus.DRAFT):
                raise ValidationError("The agent has changes that are not saved. Save it before running it.")
            self.save(as_draft=True, **call_options(kwargs))
        return None

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The body of the run."""
        inputs = super().build_run_payload(**part_documents(kwargs))
        attachments, files = inputs.get("attachments"), inputs.get("files")
        if attachments or files:
            key = call_options(kwargs)
            inputs["attachments"] = resolve_attachments(context_of(self), attachments, files, **key)
        return run_payload(self, inputs)

    def handle_run_response(self, response: dict[str, Any], **kwargs: Any) -> AgentRunResult:
        """As for any run; the platform may give the run's id instead of the URL to poll."""
        result: AgentRunResult = super().handle_run_response(response, **kwargs)
        if result.url and not result.completed:
            result.url = self._poll_url(result.url)
            StartedRuns.of(self).note(result)
        return result

    def handle_poll_response(self, response: dict[str, Any], poll_url: str) -> AgentRunResult:
        """As for any run; what the start of the run said and a poll does not repeat is told again."""
        result: AgentRunResult = super().handle_poll_response(response, poll_url)
        StartedRuns.of(self).tell(result, poll_url)
        result.request_id = result.request_id or execution_of(poll_url)
        return result

    def poll(self, poll_url: str, timeout: float | None = None) -> AgentRunResult:
        """Ask once how a run is doing, by its URL or its id."""
        return super().poll(self._poll_url(poll_url), timeout)

    def watch(self, poll_url: str, **kwargs: Any) -> Iterator[AgentRunResult]:
        """Every poll's result as it arrives, by the URL or the id of the run."""
        return super().watch(self._poll_url(poll_url), **kwargs)

    def watch_steps(self, poll_url: str, **kwargs: Any) -> Iterator[AgentRunResult | Pause]:
        """As `watch`, with the waits as pauses."""
        return super().watch_steps(self._poll_url(poll_url), **kwargs)

    def _poll_url(self, reference: str) -> str:
        if not reference:
            raise ValidationError("A run is polled by its URL or its id.")
        path = reference if "/" in reference else f"sdk/agents/{encode_resource_id(reference)}/result"
        return path if "://" in path else f"{context_of(self).backend_url}/{path.lstrip('/')}"

    def _inputs(self, args: tuple[Any, ...], given: Mapping[str, Any]) -> dict[str, Any]:
        """What is given, of what can be left out too; the query by its name. Raises ArgumentError."""
        named = {"query": args[0], **given} if args else dict(given)
        refuse_positional(self, "run", (given["query"],) if args and "query" in given else args[1:])
        empty = [name for name in ("query", "session") if named.get(name) is None]
        return {name: value for name, value in named.items() if name not in empty}
