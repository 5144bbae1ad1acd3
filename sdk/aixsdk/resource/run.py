"""Running a resource: start it, poll it, or both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar, cast

from .. import cancel, polling
from ..exceptions import CancelledError, ConnectionFailedError, RateLimitError
from ..exceptions.asked import asking
from .arguments import check_arguments, json_values
from .base import BaseMixin, BaseResource
from .context import context_of, path_of
from .options import RequestOptions
from .params import BaseRunParams
from .results import Result, ResultT
from .run_response import about_run, interpret_poll, interpret_start

RunParamsT = TypeVar("RunParamsT", bound=BaseRunParams)


class RunnableResourceMixin(BaseMixin, Generic[RunParamsT, ResultT]):
    """Makes a resource runnable."""

    RUN_ACTION_PATH: str = "run"
    RESPONSE_CLASS: type[Any] = Result
    RUN_PARAMS: type[Any] | None = None
    """The keywords that a run knows; None passes all on."""

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The body of the request: the inputs as JSON. Raises ValidationError for what JSON cannot say."""
        return json_values(RequestOptions.split(kwargs)[1])

    def build_run_url(self, **kwargs: Any) -> str:
        """The URL or path of the request."""
        return f"{path_of(self, kwargs)}/{cast('BaseResource', self).encoded_id}/{self.RUN_ACTION_PATH}"

    def build_run_headers(self, **kwargs: Any) -> dict[str, str]:
        """Headers of this run: on whose behalf, in which session and by which agent. Raises InputError."""
        return RequestOptions(kwargs).headers()

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
        polling (it then still runs; `details` has the URL to poll), CancelledError. Once it was accepted,
        `run_id` of all of them says which run it is.
        """
        try:
            result = self.run_async(*args, **kwargs)
            url = getattr(result, "url", None)
            # What a `before_run` answered may have a URL too, but nothing runs there.
            is_answered = result is vars(self).pop("_answered", None)
            if url and not getattr(result, "completed", True) and not is_answered:
                result = self.sync_poll(url, **kwargs)
        except BaseException as error:
            self.after_run(error, *args, **kwargs)
            raise
        replacement = self.after_run(result, *args, **kwargs)
        return result if replacement is None else replacement

    def run_async(self, *args: Any, **kwargs: Any) -> ResultT:
        """Start it. A result that is not `completed` has the `url` to `poll`, `watch` or `sync_poll`."""
        check_arguments(self, "run", kwargs, self.RUN_PARAMS)
        early = self.before_run(*args, **kwargs)
        if early is not None:
            vars(self)["_answered"] = early
            return early
        cast("BaseResource", self).ensure_usable()
        with asking("run"):
            return self.handle_run_response(self._start(**kwargs), **kwargs)

    def poll(self, poll_url: str, timeout: float | None = None) -> ResultT:
        """Ask once how the run is doing, with the key of the run if that is being watched, else the client's.

        Raises APIError when asking fails, OperationFailedError when the run failed, TimeoutError after
        `timeout` seconds; `details` of all has the URL, and `run_id` says which run it is.
        """
        with about_run(poll_url), asking("poll"):
            with polling.at_most(timeout):
                reply = context_of(self).client.request("GET", poll_url, **self._watched.get(poll_url, {}))
            return self.handle_poll_response(reply, poll_url)

    def watch(self, poll_url: str, **kwargs: Any) -> Iterator[ResultT]:
        """Every poll's result as it arrives, ending with the completed one. Raises as `poll` and `run`.

        `timeout` and `wait_time` are seconds, as in `run`. A poll that is answered with 404 is tried again
        for `polling.UNKNOWN_FOR` seconds: a run that was just accepted may not be known everywhere.
        """
        with about_run(poll_url):
            yield from polling.waited(self.watch_steps(poll_url, **kwargs))

    def watch_steps(self, poll_url: str, **kwargs: Any) -> Iterator[ResultT | polling.Pause]:
        """As `watch`, with pauses between the polls: whoever asks for the next one waits."""
        options = RequestOptions(kwargs)
        self._watched[poll_url] = options.request
        try:
            with about_run(poll_url):
                yield from polling.steps(
                    lambda: self.poll(poll_url),
                    lambda result: bool(getattr(result, "completed", True)),
                    timeout=options.number("timeout", polling.TIMEOUT),
                    wait_time=options.number("wait_time", polling.FIRST_WAIT),
                )
        finally:
            self._watched.pop(poll_url, None)

    @property
    def _watched(self) -> dict[str, dict[str, Any]]:
        """Runs that are being watched: what the client is told for each, by its URL.

        `poll` takes none of it, and subclasses replace `poll`.
        """
        watched: dict[str, dict[str, Any]] = vars(self).setdefault("_watched_runs", {})
        return watched

    def sync_poll(self, poll_url: str, **kwargs: Any) -> ResultT:
        """Poll until the run is over, calling `on_poll` each time; the last result."""
        result: ResultT | None = None
        for result in self.watch(poll_url, **kwargs):
            self.on_poll(result, **kwargs)
        return cast("ResultT", result)

    def _start(self, **kwargs: Any) -> Any:
        """Send the run. Sent again only if asked for, and only when the platform did not take it."""
        options = RequestOptions(kwargs)
        retries, wait = options.number("run_retries", 0), options.number("run_retry_wait", 1.0)
        url = self.build_run_url(**kwargs)
        request: dict[str, Any] = {"json": self.build_run_payload(**kwargs), **options.request}
        headers = self.build_run_headers(**kwargs)
        if headers:
            request["headers"] = headers
        while True:
            try:
                return context_of(self).client.request("POST", url, **request)
            except (RateLimitError, ConnectionFailedError) as error:
                if retries <= 0:
                    raise
                retries -= 1
                if cancel.current().wait(wait if error.retry_after is None else error.retry_after):
                    raise CancelledError("The operation was cancelled.") from error
