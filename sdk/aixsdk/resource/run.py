"""Running a resource: start it, poll it, or both."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, Generic, TypeVar, cast

from .. import cancel, exceptions, polling
from ..exceptions import APIError, CancelledError, ConnectionFailedError, InputError, RateLimitError
from .base import BaseMixin, BaseResource
from .context import call_options, context_of, path_of
from .params import BaseRunParams
from .protocols import HasToDict
from .results import Result, ResultT
from .run_response import interpret_poll, interpret_start

RunParamsT = TypeVar("RunParamsT", bound=BaseRunParams)

CLIENT_ONLY = frozenset(
    {
        "api_key",
        "resource_path",
        "timeout",
        "wait_time",
        "show_progress",
        "run_retries",
        "run_retry_wait",
        "session_id",
        "agent_name",
        "in_background",
    }
)
"""Run parameters that never go into the body."""


_HEADERS = {"identifier": "x-user-id", "session_id": "x-session-id", "agent_name": "x-agent"}


_ANSWERED: ContextVar[object] = ContextVar("answered", default=None)
"""What a `before_run` answered in the run of this context: nothing runs, so there is nothing to poll."""

_WATCHED: ContextVar[tuple[object, dict[str, Any]]] = ContextVar("watched", default=(None, {}))
"""The resource that is being watched in this context, and the options of that call for its client."""


class RunnableResourceMixin(BaseMixin, Generic[RunParamsT, ResultT]):
    """Makes a resource runnable."""

    RUN_ACTION_PATH: str = "run"
    RESPONSE_CLASS: type[Any] = Result

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The body of the request: the inputs, dataclasses among them as their documents."""
        return {name: _document(value) for name, value in kwargs.items() if name not in CLIENT_ONLY}

    def build_run_url(self, **kwargs: Any) -> str:
        """The URL or path of the request."""
        return f"{path_of(self, kwargs)}/{cast('BaseResource', self).encoded_id}/{self.RUN_ACTION_PATH}"

    def build_run_headers(self, **kwargs: Any) -> dict[str, str]:
        """Headers of this run: on whose behalf, in which session and by which agent. Raises InputError."""
        headers = {}
        for argument, header in _HEADERS.items():
            if kwargs.get(argument) is not None:
                headers[header] = text = str(kwargs[argument])
                if not text.isascii() or not text.isprintable():
                    raise InputError(
                        f"{argument} goes into the header {header}, which takes plain ASCII only."
                    )
        return headers

    def handle_run_response(self, response: dict[str, Any], **kwargs: Any) -> ResultT:
        """The result that the reply to the start stands for; pending ones have the URL to poll.

        Raises OperationFailedError when the platform reports a failure.
        """
        return cast("ResultT", interpret_start(self.RESPONSE_CLASS, response))

    def handle_poll_response(self, response: dict[str, Any], poll_url: str) -> ResultT:
        """The result that the reply to a poll stands for. Raises OperationFailedError."""
        return cast("ResultT", interpret_poll(self.RESPONSE_CLASS, response, poll_url))

    def before_run(self, *args: Any, **kwargs: Any) -> ResultT | None:
        """Called before running; anything but None is returned, and nothing is run."""

    def after_run(self, result: Any, *args: Any, **kwargs: Any) -> ResultT | None:
        """Called by `run` with the result or the exception; anything but None replaces the result."""

    def on_poll(self, response: ResultT, **kwargs: Any) -> None:
        """Called by `sync_poll` with the result of every poll."""

    def run(self, *args: Any, **kwargs: Any) -> ResultT:
        """Run it and wait for the result.

        Raises APIError, OperationFailedError when the run fails, TimeoutError after `timeout` seconds of
        polling (it then still runs; `details` has the URL to poll), CancelledError.
        """
        _ANSWERED.set(None)
        try:
            result = self.run_async(*args, **kwargs)
            url = getattr(result, "url", None)
            if url and not getattr(result, "completed", True) and result is not _ANSWERED.get():
                result = self.sync_poll(url, **kwargs)
        except Exception as error:
            self.after_run(error, *args, **kwargs)
            raise
        replacement = self.after_run(result, *args, **kwargs)
        return result if replacement is None else replacement

    def run_async(self, *args: Any, **kwargs: Any) -> ResultT:
        """Start it. A result that is not `completed` has the `url` to `poll`, `watch` or `sync_poll`."""
        early = self.before_run(*args, **kwargs)
        if early is not None:
            _ANSWERED.set(early)
            return early
        cast("BaseResource", self).ensure_usable()
        return self.handle_run_response(self._start(**kwargs), **kwargs)

    def poll(self, poll_url: str) -> ResultT:
        """Ask once how the run is doing, with the key of the run that is being watched, else the client's.

        Raises APIError when asking fails, OperationFailedError when the run failed; `details` of both has
        the URL.
        """
        try:
            watched, options = _WATCHED.get()
            options = options if watched is self else {}
            reply = context_of(self).client.request("GET", poll_url, **options)
            return self.handle_poll_response(reply, poll_url)
        except APIError as error:
            error.details["poll_url"] = poll_url
            raise

    def watch(self, poll_url: str, **kwargs: Any) -> Iterator[ResultT]:
        """Every poll's result as it arrives, ending with the completed one. Raises as `poll` and `run`.

        `timeout` and `wait_time` are seconds, as in `run`.
        """
        try:
            yield from polling.watch(
                lambda: self._polled(poll_url, call_options(kwargs)),
                lambda result: bool(getattr(result, "completed", True)),
                timeout=_given(kwargs.get("timeout"), polling.TIMEOUT),
                wait_time=_given(kwargs.get("wait_time"), polling.FIRST_WAIT),
            )
        except exceptions.TimeoutError as error:
            error.details["poll_url"] = poll_url
            raise

    def sync_poll(self, poll_url: str, **kwargs: Any) -> ResultT:
        """Poll until the run is over, calling `on_poll` each time; the last result."""
        result: ResultT | None = None
        for result in self.watch(poll_url, **kwargs):
            self.on_poll(result, **kwargs)
        return cast("ResultT", result)

    def _polled(self, poll_url: str, options: dict[str, Any]) -> ResultT:
        """Poll once with these options: `poll` itself takes none, and subclasses replace it."""
        before = _WATCHED.set((self, options))
        try:
            return self.poll(poll_url)
        finally:
            _WATCHED.reset(before)

    def _start(self, **kwargs: Any) -> Any:
        """Send the run. Sent again only if asked for, and only when the platform did not take it."""
        retries = kwargs.get("run_retries") or 0
        wait = _given(kwargs.get("run_retry_wait"), 1.0)
        url = self.build_run_url(**kwargs)
        options: dict[str, Any] = {"json": self.build_run_payload(**kwargs), **call_options(kwargs)}
        headers = self.build_run_headers(**kwargs)
        if headers:
            options["headers"] = headers
        while True:
            try:
                return context_of(self).client.request("POST", url, **options)
            except (RateLimitError, ConnectionFailedError) as error:
                if retries <= 0:
                    raise
                retries -= 1
                if cancel.current().wait(_given(error.retry_after, wait)):
                    raise CancelledError("The operation was cancelled.") from error


def _given(value: float | None, default: float) -> float:
    return default if value is None else value


def _document(value: Any) -> Any:
    return value.to_dict() if isinstance(value, HasToDict) else value
