"""How long a run took, where the server says it and where it does not."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from aixtui.cli.runs import _row
from aixtui.kindspec.results import RunEvent
from aixtui.running.live_run import LiveRun
from aixtui.running.run_document import run_summary
from aixtui.running.run_rows import seconds_cell, seconds_of
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import Progress, RunRecord, StoredRun
from aixtui.stores.runs import NEVER_SENT
from aixtui.workspace.notice import Notice
from aixtui.workspace.run_recording import RunRecording
from tests.aixtui.running.journaled import backdate, in_flight, keep

MINUTE = timedelta(minutes=1) / timedelta(days=1)
DONE = Progress("done", status="SUCCESS")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with closing(Journal.open(tmp_path / "journal.db")) as opened:
        yield opened


def kept(journal: Journal, *progress: Progress, minutes: float = 1) -> StoredRun:
    """A run that was sent some minutes before it came so far."""
    run_id = keep(journal, "text", *progress)
    backdate(journal, run_id, minutes * MINUTE)
    run = journal.run_list.get("sandbox", run_id)
    assert run is not None
    return run


@pytest.mark.parametrize(
    ("progress", "seconds"),
    [
        (DONE._replace(run_time=1.5), 1.5),
        (DONE._replace(run_time=0.0), 60),
        (DONE, 60),
        (Progress("stopped", status="STOPPED", reply={"data": "So"}), 60),
        (in_flight()._replace(run_time=0.0), 60),
    ],
)
def test_it_is_the_time_that_went_by_where_the_server_says_none(
    journal: Journal, progress: Progress, seconds: float
) -> None:
    run = kept(journal, progress)
    assert seconds_of(run) == pytest.approx(seconds, abs=20)
    assert run_summary(run)["seconds"] == pytest.approx(seconds, abs=20)
    assert float(_row(run)[-1]) == pytest.approx(seconds, abs=20)


@pytest.mark.parametrize("progress", [Progress("unknown"), Progress("failed", sentence=NEVER_SENT)])
def test_nobody_knows_it_of_a_run_whose_end_nobody_saw(journal: Journal, progress: Progress) -> None:
    run = kept(journal, progress)
    assert seconds_of(run) is None
    assert _row(run)[-1] == ""


def test_nobody_knows_it_of_a_run_that_nobody_watches(journal: Journal) -> None:
    run = kept(journal, in_flight())
    assert seconds_of(run._replace(holder="nobody")) is None


def test_they_are_sorted_by_what_is_shown(journal: Journal) -> None:
    three = kept(journal, DONE._replace(run_time=0.0), minutes=3)
    two, one = kept(journal, DONE._replace(run_time=120.0)), kept(journal, DONE)
    found, _ = journal.run_list.find(RunQuery("sandbox", order="time", descending=False))
    assert [run.id for run in found] == [one.id, two.id, three.id]


@pytest.mark.anyio
@pytest.mark.parametrize(("said", "took"), [(1.25, "1.2 s"), (None, "3.5 s")])
async def test_a_run_takes_as_long_where_it_is_watched_as_in_lists(
    journal: Journal, said: float | None, took: str
) -> None:
    recording = RunRecording(journal.runs, RunRecord("r1", "sandbox", "model", "m", "M", {}, "app"))
    live = LiveRun(Notice(), Notice(), "r1")
    recording.begin()
    end = RunEvent("finished", 3.5, "SUCCESS", run_time=said)
    for event in recording.follow(iter((RunEvent("sent", 0.0), end))):
        live.add(event)
    run = journal.run_list.get("sandbox", "r1")
    assert run is not None
    assert live.ending == f"SUCCESS  {took}"
    assert seconds_cell(run).text == took.removesuffix(" s")
