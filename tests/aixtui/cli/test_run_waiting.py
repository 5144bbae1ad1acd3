"""Waiting for a run that another window watches."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.cli.exit_codes import UNKNOWN
from aixtui.kindspec.results import RunEvent
from aixtui.sandbox import start
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from aixtui.workspace.run_recording import RunRecording
from tests.aixtui.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("sandbox_access")
LONG = "sandbox/long-document-report"


@pytest.fixture
def window() -> Iterator[Journal]:
    with closing(Journal.open()) as journal:
        yield journal


@pytest.fixture
def watched(aixtui: Command, window: Journal) -> RunRecording:
    """A run that a window watches and has heard nothing of yet."""
    aixtui("run", LONG, "--text", "A good day.", "--detach")
    (run,), _ = window.run_list.find(RunQuery())
    assert window.runs.take(run.id)
    return RunRecording(window.runs, run.record, run.progress.url)


@pytest.mark.parametrize("command", ["attach", "wait"])
def test_a_run_that_a_window_watches_is_waited_for_until_that_has_its_end(
    aixtui: Command, watched: RunRecording, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = list[float]()

    def look(_token: object, seconds: float) -> bool:
        looks.append(seconds)
        if len(looks) == 3:
            list(watched.follow(iter([RunEvent("finished", 0.1, "SUCCESS", raw={"data": "So."})])))
        return False

    monkeypatch.setattr("aixsdk.cancel.CancelToken.wait", look)
    outcome = aixtui("runs", command, watched.record.id)
    assert (outcome.code, len(looks)) == (0, 3), outcome.err
    assert json.loads(outcome.out) == {"data": "So."}
    assert ("Another window watches it: its end is waited for." in outcome.err) == (command == "attach")


def test_one_that_the_window_lets_go_is_watched_on(aixtui: Command, watched: RunRecording) -> None:
    with ThreadPoolExecutor() as pool:
        later = pool.submit(watched.let_go)
        outcome = aixtui("runs", "wait", watched.record.id)
        later.result()
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["status"] == "SUCCESS"


def test_the_wait_has_its_time(aixtui: Command, watched: RunRecording) -> None:
    outcome = aixtui("runs", "wait", watched.record.id, "--timeout", "0.1")
    assert outcome.code == UNKNOWN
    assert f"The run goes on: aixtui runs attach {watched.record.id} watches it again." in outcome.err


def interrupt(*_: object) -> bool:
    raise KeyboardInterrupt


def test_who_no_longer_waits_for_a_window_hears_that_the_run_goes_on(
    aixtui: Command, watched: RunRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aixsdk.cancel.CancelToken.wait", interrupt)
    outcome = aixtui("runs", "attach", watched.record.id)
    told = f"Stopped waiting. The run goes on: aixtui runs attach {watched.record.id} watches it again."
    assert told in outcome.err


def test_a_run_of_a_sandbox_that_another_process_serves_goes_on_without_who_waits(
    aixtui: Command, sandbox_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEAM_API_KEY")
    where = ("--db", str(sandbox_copy))
    with start(sandbox_copy, step_seconds=0.5):
        sent = json.loads(aixtui("run", LONG, *where, "--text", "One. " * 40, "--detach").out)
        monkeypatch.setattr("aixtui.cli.progress._show", interrupt)
        outcome = aixtui("runs", "attach", sent["id"], *where)
        monkeypatch.undo()
    told = f"Stopped waiting. The run goes on: aixtui runs attach {sent['id']} {' '.join(where)} watches it"
    assert told in outcome.err
