"""One run on the server, from sending it to its end, as events.

Between them are pauses, in which there is nothing to do: who blocks goes through `waited` of the SDK, which
waits as long, and who has a loop gives the thread back meanwhile.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.results import Phase, RunEvent
from aixtui.system import clock

if TYPE_CHECKING:
    from aixsdk.polling import Pause

Steps: TypeAlias = "Iterator[RunEvent | Pause]"
"""What happens in a run, and when nothing does."""
RUN_TIMEOUT = 3600.0
"""Seconds a run is watched for. The server has its own limit; this one only ends a forgotten watch."""
SILENT_SECONDS = 2.0
"""How long asking may wait for a server that asks for patience before whoever watches hears of it."""


def run_events(kind: Kind, resource: Resource, values: dict[str, Any]) -> Steps:
    """Run with values that are ready to send, once the first event is asked for, and yield what happens."""
    from aixsdk.polling import Pause

    start = clock.monotonic()
    yield RunEvent("sent", 0.0)
    result = resource.run_async(**kind.arguments(resource, values))
    if result.url and not result.completed:
        yield event_of(kind, "accepted", clock.monotonic() - start, result)
        yield Pause(0.0)
        yield from watch_events(kind, resource, result.url, start)
    else:
        yield event_of(kind, "finished", clock.monotonic() - start, result)


def events_in_one_go(kind: Kind, resource: Resource, values: dict[str, Any]) -> Iterator[RunEvent]:
    """As `run_events`, waiting between them."""
    from aixsdk.polling import waited

    return waited(run_events(kind, resource, values))


def watch_events(kind: Kind, resource: Resource, url: str, start: float) -> Steps:
    """Ask about a run that was accepted until it is over, and yield what happens."""
    from aixsdk.polling import Pause, waits
    from aixsdk.resource.run_response import about_run

    # The SDK waits by the same rule, one wait after each poll.
    upcoming = waits()
    with about_run(url):  # a pause may end in a cancellation, which is told here
        for result in resource.watch_steps(url, timeout=RUN_TIMEOUT, longest_wait=SILENT_SECONDS):
            if isinstance(result, Pause):
                yield result
                continue
            phase: Phase = "finished" if result.completed else "polled"
            event = event_of(kind, phase, clock.monotonic() - start, result)
            yield event if result.completed else event._replace(wait=next(upcoming))


def finished_event(kind: Kind, result: Any) -> RunEvent:
    """The end of a run, from its last reply."""
    return event_of(kind, "finished", 0.0, result)


def event_of(kind: Kind, phase: Phase, elapsed: float, result: Any) -> RunEvent:
    """What a reply says of a run."""
    raw = getattr(result, "raw", None)
    return RunEvent(
        phase=phase,
        elapsed=elapsed,
        status=clean(getattr(result.status, "value", result.status)),
        url=clean(result.url),
        request_id=clean(getattr(result, "request_id", None)),
        reading=kind.read_result(result),
        credits=getattr(result, "used_credits", None),
        run_time=getattr(result, "run_time", None),
        raw=raw if isinstance(raw, dict) else {},
    )
