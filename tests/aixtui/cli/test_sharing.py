"""Commands that share the sandbox of one of them, which ends with it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.cli import connecting
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import start_sandbox
from aixtui.kinds import KINDS
from aixtui.sandbox import start
from aixtui.settings.tree import Settings
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.cli.conftest import Command

AIXTUI = [sys.executable, "-m", "aixtui"]
LIMIT = 120
MODEL = next(kind for kind in KINDS if kind.id == "model")


def _outcomes(at_once: int, commands: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Exit code and last line of stderr of each command."""

    def outcome(arguments: Sequence[str]) -> tuple[int, str]:
        command = [*AIXTUI, *arguments]
        process = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
        assert process.returncode or json.loads(process.stdout)["status"] == "SUCCESS"
        return process.returncode, "" if process.returncode == 0 else process.stderr

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(outcome, commands))


def test_commands_at_once_all_succeed_on_one_new_sandbox() -> None:
    commands = [
        ["run", "sandbox/text-statistics", "--sandbox", "--text", f"Text {number}."] for number in range(6)
    ]
    assert _outcomes(3, commands) == [(0, "")] * 6


def test_a_run_outlives_the_command_whose_sandbox_it_uses(sandbox_copy: Path) -> None:
    commands = [
        ["run", "sandbox/long-document-report", "--db", str(sandbox_copy), "--text", "One. " * number]
        for number in (1, 60)
    ]
    assert _outcomes(2, commands) == [(0, "")] * 2


def test_work_starts_over_when_the_sandbox_it_found_has_ended(sandbox_copy: Path) -> None:
    other = start(sandbox_copy)
    workspaces: list[WorkspaceGateway] = []

    def work(workspace: WorkspaceGateway) -> None:
        workspaces.append(workspace)
        other.stop()
        assert workspace.get(MODEL, "sandbox/text-statistics").id

    connecting.with_workspace(ConnectionOptions(db=sandbox_copy), Settings(), work)
    assert len(workspaces) == 2
    with start(sandbox_copy) as again:
        assert not again.attached


def test_starting_over_has_an_end(sandbox_copy: Path) -> None:
    attempts = 0

    def work(_: WorkspaceGateway) -> None:
        nonlocal attempts
        attempts += 1
        raise ConnectionFailedError("Refused.")

    with start(sandbox_copy), pytest.raises(ConnectionFailedError):
        connecting.with_workspace(ConnectionOptions(db=sandbox_copy), Settings(), work)
    assert attempts == connecting.MOST_STARTS

    attempts = 0
    with pytest.raises(ConnectionFailedError):
        connecting.with_workspace(ConnectionOptions(db=sandbox_copy), Settings(), work)
    assert attempts == 1, "a sandbox of its own did not go away"


def test_a_run_whose_sandbox_has_ended_is_not_sent_again(
    aixtui: Command, sandbox_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = start(sandbox_copy)
    events: list[Any] = []

    def show(event: Any) -> None:
        events.append(event)
        if event.phase == "polled":
            other.stop()

    monkeypatch.setattr("aixtui.cli.progress._show", show)
    arguments = (
        "run",
        "sandbox/long-document-report",
        "--db",
        str(sandbox_copy),
        "-v",
        "--text",
        "One. " * 40,
    )
    outcome = aixtui(*arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert "Lost sight of the run: It was accepted, and then its server could not be reached" in outcome.err
    assert "A sandbox ends with the command that started it, and its runs with it" in outcome.err
    assert [event.phase for event in events].count("sent") == 1


def test_a_sandbox_stays_for_others_within_limits(
    sandbox_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(connecting, "LONGEST_STAY", 0.2)
    monkeypatch.setattr(connecting, "GRACE_SECONDS", 0.0)
    with ExitStack() as open_until_the_end:

        def work(workspace: WorkspaceGateway) -> None:
            sandbox, connection = start_sandbox(ConnectionOptions(db=sandbox_copy), Settings())
            assert sandbox.attached
            other = WorkspaceGateway.open(connection)
            open_until_the_end.callback(other.close)
            other.check()

        connecting.with_workspace(ConnectionOptions(db=sandbox_copy), Settings(), work)
    assert capsys.readouterr().err.startswith("Another command is using this sandbox")
    with start(sandbox_copy) as again:
        assert not again.attached
