"""Watching a run that was accepted, across failures of the way to the server. Nothing is sent again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.results import RunEvent
from aixtui.system import clock
from aixtui.workspace.problems import explain
from aixtui.workspace.run_events import Steps, run_events, watch_events

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds until the server is asked again, the first time and at most; they double from one to the other."""
LOST = "connection lost"


def kept_events(kind: Kind, resource: Resource, values: dict[str, Any]) -> Steps:
    """The events of a run that is sent now, watched across lost connections once it was accepted."""
    events = run_events(kind, resource, values)
    return keep_watching(events, lambda url, start: watch_events(kind, resource, url, start))


def rewatched_events(kind: Kind, load: Callable[[], Resource], url: str) -> Steps:
    """The events of a run that was accepted before, watched across lost connections.

    Nothing is asked before the first event is, not even for the resource: whoever follows hears of a refusal.
    """
    from aixsdk.polling import Pause
    from aixsdk.resource.run_response import about_run

    with about_run(url):
        yield Pause(0.0)
        again = partial(watch_events, kind, load())
        yield from keep_watching(again(url, clock.monotonic()), again, url)


def keep_watching(events: Steps, again: Callable[[str, float], Steps], url: str = "") -> Steps:
    """The events of a run; where the server cannot be asked for a while, those of `again`.

    That is given where to ask, and when the run began; `url` is where, if that is known already. A failure
    that does not pass is raised, and so is every one before there is an address: what was sent is never
    sent again.
    """
    from aixsdk.exceptions import AixplainV2Error
    from aixsdk.polling import Pause

    start, wait = clock.monotonic(), FIRST_WAIT
    while True:
        try:
            for event in events:
                if not isinstance(event, Pause):
                    url, wait = event.url or url, FIRST_WAIT
                yield event
        except AixplainV2Error as error:
            if not url or not _passes(error):
                raise
            longest = max(wait, explain(error).retry_after)
            yield RunEvent("lost", clock.monotonic() - start, _told(error), url, wait=longest)
            yield Pause(longest)
            wait = min(wait * 2, LONGEST_WAIT)
            events = again(url, start)
        else:
            return


def _passes(error: Exception) -> bool:
    from aixsdk.exceptions import APIError, ConnectionFailedError, RateLimitError, ServerError

    is_lost = isinstance(error, APIError) and error.is_unanswered
    return is_lost or isinstance(error, ConnectionFailedError | RateLimitError | ServerError)


def _told(error: Exception) -> str:
    """What happened, in a few words: an error without an answer is about the way to the server."""
    title = explain(error).title
    return LOST if title in ("Cannot reach the backend", "No answer came") else title[0].lower() + title[1:]
