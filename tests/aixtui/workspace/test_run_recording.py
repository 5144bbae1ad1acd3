"""What the journal says of a run, at each of its turns."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aixsdk.exceptions import (
    AuthenticationError,
    CancelledError,
    NotFoundError,
    OperationFailedError,
    PermissionDeniedError,
    RateLimitError,
    UntrustedURLError,
)
from aixsdk.exceptions import ConnectionFailedError as LostError
from aixsdk.exceptions.asked import RequestInfo
from aixsdk.exceptions.failure import create_operation_failed_error
from aixtui.auth.secret import Secret
from aixtui.kindspec.results import RunEvent
from aixtui.stores.journal import Journal
from aixtui.stores.run_record import Progress, RunPhase, RunRecord, StoredRun
from aixtui.stores.sqlite_file import StoreError
from aixtui.system import clock
from aixtui.workspace.problems import explain
from aixtui.workspace.run_recording import (
    GOES_ON,
    GONE_WITH_SANDBOX,
    LEFT,
    NOT_AMONG_RUNS,
    RETRY_SECONDS,
    STOPPED,
    WRITTEN_AT_ITS_END,
    RunRecording,
)

RECORD = RunRecord("r1", "sandbox", "agent", "a1", "Explainer", {"query": "Why?"}, "app")
URL = "http://127.0.0.1:1/sdk/agents/e1/result"
POLL = RequestInfo("poll")
SENT = RunEvent("sent", 0.0)
ACCEPTED = RunEvent("accepted", 0.1, "IN_PROGRESS", URL, "e1")
POLLED = RunEvent("polled", 0.2, "IN_PROGRESS", URL, raw={"steps": []})
FINISHED = RunEvent("finished", 0.3, "SUCCESS", URL, credits=0.5, run_time=0.2, raw={"data": "So."})


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.db")
    yield opened
    opened.close()


class Said:
    """What a run says, and what the journal says each time the next is asked for."""

    def __init__(self, journal: Journal, *events: RunEvent | Exception) -> None:
        self.journal, self._events = journal, events
        self.phases: list[RunPhase] = []
        self.recording = RunRecording(journal.runs, RECORD)
        self.recording.begin()

    @property
    def run(self) -> StoredRun:
        run = self.journal.run_list.get("sandbox", "r1")
        assert run is not None
        return run

    def _happen(self) -> Iterator[RunEvent]:
        for event in self._events:
            self.phases.append(self.run.progress.phase)
            if isinstance(event, Exception):
                raise event
            yield event

    def follow(self) -> list[RunEvent]:
        return list(self.recording.follow(self._happen()))


def test_each_turn_is_written_before_the_next_is_asked_for(journal: Journal) -> None:
    said = Said(journal, SENT, ACCEPTED, POLLED, POLLED, FINISHED)
    assert said.follow() == [SENT, ACCEPTED, POLLED, POLLED, FINISHED]
    assert said.phases == ["intent", "sent", "accepted", "polling", "polling"]
    assert said.run.record == RECORD
    assert said.run.progress == Progress("done", URL, "e1", "SUCCESS", {"data": "So."}, 0.5, 0.2)


@pytest.mark.parametrize("status", ["FAILED", "ABORTED", "CANCELLED", "error"])
def test_the_servers_word_for_a_failure_is_one(journal: Journal, status: str) -> None:
    said = Said(journal, SENT, FINISHED._replace(status=status))
    said.follow()
    assert said.run.progress.phase == "failed"


def test_the_reply_that_told_of_a_failure_is_the_one_that_is_kept(journal: Journal) -> None:
    reply = {"status": "FAILED", "completed": True, "error_message": "The sandbox stopped."}
    said = Said(journal, SENT, ACCEPTED, POLLED, create_operation_failed_error(reply))
    with pytest.raises(OperationFailedError):
        said.follow()
    progress = said.run.progress
    assert (progress.phase, progress.status, progress.reply) == ("failed", "FAILED", reply)


def test_what_is_read_later_names_no_seconds_to_wait(journal: Journal) -> None:
    said = Said(journal, SENT, RateLimitError("Slow down.", 429, retry_after=46))
    with pytest.raises(RateLimitError):
        said.follow()
    assert said.run.progress.sentence == "Too many requests: Slow down. Wait a little, then try again."


def test_who_leaves_before_an_answer_does_not_know(journal: Journal) -> None:
    said = Said(journal, SENT, CancelledError("gone"))
    with pytest.raises(CancelledError):
        said.follow()
    assert (said.run.progress.phase, said.run.progress.sentence) == ("unknown", LEFT)


REFUSED = [
    CancelledError("gone"),
    LostError("The line is cut."),
    AuthenticationError("The key was revoked.", 401),
    PermissionDeniedError("Not yours.", 403),
    UntrustedURLError("The key does not go to http://127.0.0.1:1."),
    NotFoundError("No such agent."),
]
"""What keeps a run from being watched, and says nothing of the run."""


@pytest.mark.parametrize("error", REFUSED)
def test_what_was_accepted_can_be_watched_again(journal: Journal, error: Exception) -> None:
    said = Said(journal, SENT, ACCEPTED, POLLED, error)
    with pytest.raises(type(error)):
        said.follow()
    assert said.run.is_open
    assert said.run.holder == "nobody"
    assert [run.record.id for run in journal.run_list.in_flight("sandbox")] == ["r1"]


def test_what_was_refused_has_failed(journal: Journal) -> None:
    said = Said(journal, SENT, NotFoundError("No such agent."))
    with pytest.raises(NotFoundError):
        said.follow()
    assert said.run.progress.phase == "failed"
    assert "No such agent" in said.run.progress.sentence


def test_what_the_server_says_has_failed_has(journal: Journal) -> None:
    said = Said(journal, SENT, ACCEPTED, OperationFailedError("It ran out of memory."))
    with pytest.raises(OperationFailedError):
        said.follow()
    assert said.run.progress.phase == "failed"


def test_a_server_that_does_not_know_a_run_ends_the_matter_and_not_as_a_failure(journal: Journal) -> None:
    gone = NotFoundError("No such result.", 404)
    gone.request = POLL
    said = Said(journal, SENT, ACCEPTED, gone)
    with pytest.raises(NotFoundError):
        said.follow()
    assert (said.run.progress.phase, said.run.progress.sentence) == ("unknown", GONE_WITH_SANDBOX)


def test_no_key_is_written(journal: Journal, tmp_path: Path) -> None:
    key = Secret("key-of-this-process-1234").reveal()
    recording = RunRecording(journal.runs, RECORD._replace(name=key, inputs={"query": [key]}))
    recording.begin()
    list(recording.follow(iter([SENT, FINISHED._replace(raw={key: {"echo": key}})])))
    other = RunRecording(journal.runs, RECORD._replace(id="r2"))
    other.begin()

    def fail() -> Iterator[RunEvent]:
        yield SENT
        raise NotFoundError(f"{key} is nothing.")

    with pytest.raises(NotFoundError):
        list(other.follow(fail()))
    run = journal.run_list.get("sandbox", "r1")
    assert run is not None
    assert run.progress.reply == {"[hidden]": {"echo": "[hidden]"}}
    journal.close()
    assert key.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_journal_that_cannot_be_written_stops_no_run(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Said(journal, SENT, ACCEPTED, FINISHED)
    calls = []

    def refuse(*_: object) -> None:
        calls.append(1)
        raise StoreError("The disk is full.")

    monkeypatch.setattr(journal.runs, "advance", refuse)
    assert len(said.follow()) == 3
    assert str(said.recording.problem) == "The disk is full."
    assert len(calls) == 2, "the first that failed, and its end"


def test_the_end_is_written_once_the_journal_can_be_written_again(journal: Journal, tmp_path: Path) -> None:
    said = Said(journal, SENT, ACCEPTED, POLLED, FINISHED)
    events = said.recording.follow(iter((SENT, ACCEPTED, POLLED, FINISHED)))
    next(events)
    with closing(sqlite3.connect(tmp_path / "journal.db")) as other:
        other.execute("PRAGMA busy_timeout = 0")
        journal.run_list._file.rows("PRAGMA busy_timeout = 0")  # noqa: SLF001  # nobody waits for the test
        other.execute("BEGIN IMMEDIATE")
        assert [next(events).phase, next(events).phase] == ["accepted", "polled"]
        assert said.run.progress.phase == "sent"
        other.execute("ROLLBACK")
    assert [event.phase for event in events] == ["finished"]
    assert (said.run.progress.phase, said.run.progress.reply) == ("done", {"data": "So."})
    problem = said.recording.problem
    assert problem is not None
    assert explain(problem).sentence == (
        f"The journal could not be written: {tmp_path / 'journal.db'} cannot be used: "
        f"another program keeps it locked. {GOES_ON} {WRITTEN_AT_ITS_END} "
        "End that program, or wait until it has ended."
    )


class LockedFor:
    """A journal that cannot be written for so many writes."""

    def __init__(self, journal: Journal, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
        self.writes, advance = writes, journal.runs.advance
        self.seconds = 0.0

        def maybe(run_id: str, progress: Progress) -> None:
            self.writes -= 1
            if self.writes >= 0:
                raise StoreError("It is locked.")
            advance(run_id, progress)

        monkeypatch.setattr(journal.runs, "advance", maybe)
        monkeypatch.setattr(clock, "monotonic", lambda: self.seconds)


def test_where_to_ask_is_written_by_a_later_turn_and_then_every_turn_is(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Said(journal)
    events = said.recording.follow(
        iter((SENT, ACCEPTED, POLLED, POLLED, POLLED._replace(raw={"steps": [1]})))
    )
    next(events)
    locked = LockedFor(journal, monkeypatch, 1)
    assert [next(events).phase, next(events).phase] == ["accepted", "polled"]
    assert said.run.progress == Progress("sent"), "it is not tried again at once: a locked file takes time"
    locked.seconds = RETRY_SECONDS
    next(events)
    assert (said.run.progress.phase, said.run.progress.url) == ("polling", URL)
    next(events)
    assert said.run.progress.reply == {"steps": [1]}


def test_where_to_ask_is_written_at_the_latest_when_nobody_watches_any_more(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Said(journal)
    events = said.recording.follow(iter((SENT, ACCEPTED)))
    next(events)
    LockedFor(journal, monkeypatch, 1)
    next(events)
    said.recording.let_go()
    assert (said.run.state, said.run.progress.url) == ("not watched", URL)
    assert journal.runs.take("r1")


def test_of_a_run_that_was_never_written_it_is_said_that_it_will_be_missing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.", "Make room on its disk.")

    monkeypatch.setattr(journal.runs, "add", refuse)
    said = Said(journal)
    assert [event.phase for event in said.recording.follow(iter((SENT, FINISHED)))] == ["sent", "finished"]
    problem = said.recording.problem
    assert problem is not None
    assert problem.hint == f"{GOES_ON} {NOT_AMONG_RUNS} Make room on its disk."


PIECES = tuple(
    RunEvent("streamed", 0.1 * at, "STREAMING", text=text) for at, text in enumerate(("So ", "it ", "is"))
)


def test_an_answer_that_was_no_longer_read_is_kept_as_far_as_it_came(journal: Journal) -> None:
    said = Said(journal, SENT, *PIECES, CancelledError("gone"))
    with pytest.raises(CancelledError):
        said.follow()
    progress = said.run.progress
    assert (progress.phase, progress.status, progress.sentence) == ("stopped", "STOPPED", STOPPED)
    assert progress.reply is not None
    assert (progress.reply["data"], progress.reply["completed"]) == ("So it is", False)


def test_an_answer_that_broke_off_is_kept_as_far_as_it_came(journal: Journal) -> None:
    said = Said(journal, SENT, *PIECES, OperationFailedError("The answer broke off."))
    with pytest.raises(OperationFailedError):
        said.follow()
    progress = said.run.progress
    assert (progress.phase, progress.status) == ("failed", "FAILED")
    assert progress.reply is not None
    assert progress.reply["data"] == "So it is"
    assert "broke off" in progress.sentence


def test_a_process_that_is_killed_loses_a_second_of_the_answer(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter((0.0, 0.5, 1.1))
    monkeypatch.setattr(clock, "monotonic", lambda: next(now))
    said = Said(journal, SENT, *PIECES)
    said.follow()
    progress = said.run.progress
    assert progress.phase == "sent"
    assert progress.reply is not None
    assert progress.reply["data"] == "So it is"


def test_a_connection_that_is_lost_for_a_while_is_no_turn(journal: Journal) -> None:
    said = Said(journal, SENT, ACCEPTED, POLLED, RunEvent("lost", 1.0, "connection lost", URL), FINISHED)
    said.follow()
    assert said.phases == ["intent", "sent", "accepted", "polling", "polling"]
    assert said.run.progress.phase == "done"
