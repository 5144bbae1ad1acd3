"""Runs of a sandbox that is served by one process after the other, and refused by none of them for good."""

import json
import shlex
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

import pytest

from aixsdk.exceptions import AuthenticationError
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import start_sandbox
from aixtui.kinds.model import MODEL
from aixtui.sandbox import start
from aixtui.sandbox.file_lock import Address
from aixtui.sandbox.process import Served
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from aixtui.workspace.code import RunValues
from aixtui.workspace.run_recording import RunRecording
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.cli.conftest import Command
from tests.driving import connection_to

LONG = "sandbox/long-document-report"
TEXT = "A good day. A bad night."


def until(condition: Callable[[], bool]) -> None:
    end = monotonic() + 30
    while not condition():
        assert monotonic() < end
        sleep(0.02)


def completed(database: Path) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("SELECT completed FROM runs")]


def state_of(aixtui: Command, run_id: str, *where: str) -> tuple[str, bool | None, str]:
    shown = json.loads(aixtui("runs", "show", run_id, *where).out)
    return shown["state"], shown["watched"], shown["problem"]


def test_a_run_is_asked_for_where_its_sandbox_is_served_now(aixtui: Command, sandbox_copy: Path) -> None:
    where = ("--db", str(sandbox_copy))
    with start(sandbox_copy, step_seconds=0.01) as first:
        sent = json.loads(aixtui("run", LONG, *where, "--text", TEXT, "--detach").out)
        until(lambda: completed(sandbox_copy) == [1])
    with start(sandbox_copy) as second:
        assert first.backend_url != second.backend_url
        outcome = aixtui("runs", "wait", sent["id"], *where)
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["status"] == "SUCCESS"
    assert state_of(aixtui, sent["id"], *where)[0] == "done"


def test_a_key_that_is_refused_leaves_a_run_in_flight(aixtui: Command, sandbox_access: Any) -> None:
    sent = json.loads(aixtui("run", LONG, "--text", TEXT, "--detach").out)
    with (
        closing(Journal.open()) as journal,
        closing(WorkspaceGateway.open(connection_to(sandbox_access, "0" * 64))) as refused,
    ):
        (run,), _ = journal.run_list.find(RunQuery(""))
        assert journal.runs.take(run.id)
        recording = RunRecording(journal.runs, run.record, run.progress.url)
        with pytest.raises(AuthenticationError):
            list(recording.follow(refused.watch(MODEL, run.record.resource_id, run.progress.url)))
        assert state_of(aixtui, run.id) == ("accepted", False, "")
    assert aixtui("runs", "wait", sent["id"]).code == 0


def test_the_command_that_is_told_of_a_run_reaches_its_sandbox(aixtui: Command, sandbox_copy: Path) -> None:
    database = sandbox_copy.with_name("my sandbox.db")
    sandbox_copy.rename(database)
    sandbox, connection = start_sandbox(ConnectionOptions(db=database), Settings())
    with sandbox, closing(WorkspaceGateway.open(connection)) as workspace:
        resource = workspace.get(MODEL, "sandbox/sentiment")
        glad = {"text": "So glad."}
        told = workspace.sent_run(MODEL, resource, RunValues(glad, glad)).code[-1]
        for snippet in (told, workspace.code(MODEL, resource)[-1]):
            for line in snippet.text.splitlines():
                if line.startswith("aixtui "):
                    assert aixtui(*shlex.split(line)[1:]).code == 0, line


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"sandbox": True}, "--sandbox"),
        ({"db": Path("/a b/c.db")}, "--db '/a b/c.db'"),
        ({"ephemeral": True}, "--ephemeral"),
    ],
)
def test_a_sandbox_is_reached_by_the_options_that_opened_it(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], told: str
) -> None:
    address = Address("", "", "k")
    served = SimpleNamespace(**address._asdict(), attached=False)
    process = SimpleNamespace(served=lambda: Served(address, attached=False), stop=lambda: None)
    monkeypatch.setattr("aixtui.sandbox.start", lambda _: served)
    monkeypatch.setattr("aixtui.sandbox.process.SandboxProcess", lambda *_: process)
    assert start_sandbox(ConnectionOptions(**options), Settings())[1].options == told


def test_a_profile_is_named_unless_it_is_the_usual_one() -> None:
    usual = ConnectionSettings("default", "https://a", "https://b", None)
    assert usual.options == ""
    assert replace(usual, profile="my work").options == "--profile 'my work'"


def test_no_run_is_left_to_a_sandbox_that_ends_with_the_command(aixtui: Command, sandbox_copy: Path) -> None:
    where = ("--db", str(sandbox_copy))
    outcome = aixtui("run", LONG, *where, "--text", TEXT, "--detach")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"Start it first, in another terminal: aixtui sandbox --db {sandbox_copy}" in outcome.err
    assert completed(sandbox_copy) == []
    assert json.loads(aixtui("runs", "ls", *where, "-o", "json").out)["items"] == []
