"""What the start of a run says and its polls do not repeat."""

from __future__ import annotations

from typing import Any

from ..resource import Result


class StartedRuns:
    """Request and session of the runs that were started here and are not over, by the URL to poll."""

    def __init__(self) -> None:
        self._runs: dict[str, tuple[str | None, str | None]] = {}

    @classmethod
    def of(cls, resource: Any) -> StartedRuns:
        """Those of a resource."""
        runs: StartedRuns = vars(resource).setdefault("_started_runs", cls())
        return runs

    def note(self, started: Result) -> None:
        """Remember a run that goes on."""
        if started.url and not started.completed:
            self._runs[started.url] = (started.request_id, getattr(started, "session_id", None))

    def tell(self, polled: Any, poll_url: str) -> None:
        """Fill in what the reply to a poll leaves out; a run that is over is forgotten."""
        request_id, session_id = self._runs.get(poll_url, (None, None))
        polled.request_id = polled.request_id or request_id
        if session_id is not None and not polled.session_id:
            polled.session_id = session_id
        if polled.completed:
            self._runs.pop(poll_url, None)
