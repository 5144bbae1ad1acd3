"""A run that was accepted is watched across failures that pass; nothing is sent again."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from aixsdk.cancel import CancelToken, use
from aixsdk.exceptions import (
    APIError,
    AuthenticationError,
    CancelledError,
    ConnectionFailedError,
    RateLimitError,
    ServerError,
)
from aixsdk.polling import waited
from aixtui.kinds.model import MODEL
from aixtui.kindspec.results import RunEvent
from aixtui.workspace import run_watch
from aixtui.workspace.run_watch import keep_watching
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.aixtui.saying_server import Said, saying

SENT, ACCEPTED = RunEvent("sent", 0.0), RunEvent("accepted", 0.1, "IN_PROGRESS", "http://run")
POLLED = RunEvent("polled", 0.2, "IN_PROGRESS", "http://run")
FINISHED = RunEvent("finished", 0.3, "SUCCESS", "http://run")
LOST = ConnectionFailedError("Refused.")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_watch, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(run_watch, "LONGEST_WAIT", 0.004)


def happen(*events: RunEvent | Exception) -> Iterator[RunEvent]:
    for event in events:
        if isinstance(event, Exception):
            raise event
        yield event


class Server:
    """What it says each time it is asked again, and where it was asked."""

    def __init__(self, *answers: tuple[RunEvent | Exception, ...]) -> None:
        self._answers, self.asked = iter(answers), list[str]()

    def again(self, url: str, _start: float) -> Iterator[RunEvent]:
        self.asked.append(url)
        return happen(*next(self._answers))


def test_it_is_asked_again_where_it_was_accepted_with_ever_longer_waits_until_it_answers() -> None:
    server = Server((LOST,), (LOST,), (LOST,), (POLLED, LOST), (FINISHED,))
    events = list(waited(keep_watching(happen(SENT, ACCEPTED, LOST), server.again)))
    assert [event.phase for event in events] == [
        "sent", "accepted", "lost", "lost", "lost", "lost", "polled", "lost", "finished",
    ]  # fmt: skip
    waits = [event.wait for event in events if event.phase == "lost"]
    assert waits == [0.001, 0.002, 0.004, 0.004, 0.001]
    assert server.asked == ["http://run"] * 5


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (LOST, "connection lost"),
        (APIError("The connection broke."), "connection lost"),
        (ServerError("Down.", 503), "the backend has a problem"),
    ],
)
def test_what_passes_is_told_in_a_few_words(error: Exception, word: str) -> None:
    events = list(waited(keep_watching(happen(ACCEPTED, error), Server((FINISHED,)).again)))
    assert (events[1].status, events[1].url) == (word, "http://run")


def test_a_server_that_asks_to_wait_is_obeyed() -> None:
    error = RateLimitError("Slow down.", 429, retry_after=0.01)
    events = list(waited(keep_watching(happen(ACCEPTED, error), Server((FINISHED,)).again)))
    assert events[1].wait == 0.01


@pytest.mark.parametrize(
    ("first", "error"),
    [(SENT, LOST), (ACCEPTED, AuthenticationError("No.", 401)), (ACCEPTED, ValueError("No."))],
)
def test_what_was_not_accepted_and_what_does_not_pass_ends_it(first: RunEvent, error: Exception) -> None:
    server = Server()
    with pytest.raises(type(error)):
        list(keep_watching(happen(first, error), server.again))
    assert server.asked == []


def test_what_is_watched_again_is_known_from_the_start() -> None:
    server = Server((FINISHED,))
    assert [event.phase for event in waited(keep_watching(happen(LOST), server.again, "http://run"))] == [
        "lost",
        "finished",
    ]


def test_who_stops_watching_waits_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_watch, "FIRST_WAIT", 60.0)
    token = CancelToken()
    with use(token):
        events = waited(keep_watching(happen(ACCEPTED, LOST), Server().again))
        assert [next(events).phase, next(events).phase] == ["accepted", "lost"]
        token.cancel()
        with pytest.raises(CancelledError):
            next(events)


def test_whoever_watches_hears_at_once_that_the_server_asks_for_patience() -> None:
    with saying() as said, closing(WorkspaceGateway.open(said.connection)) as workspace:
        said.on("GET /run/poll", Said({"message": "Slow down."}, 429, {"Retry-After": "30"}))
        said.on("GET /v2/models/m1", DOCUMENTS["model"])
        event = next(waited(workspace.watch(MODEL, "m1", f"{said.base}/run/poll")))
    assert (event.phase, event.status, event.wait) == ("lost", "too many requests", 30.0)
    assert said.sent == ["GET /v2/models/m1", "GET /run/poll"]
