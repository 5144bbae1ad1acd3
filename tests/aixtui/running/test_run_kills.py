"""A run whose process is killed at one of its turns: it is sent at most once, and what is known is said."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aixtui.sandbox import RunningSandbox
from tests.aixtui.cli.conftest import Command
from tests.aixtui.cli.conftest import aixtui as aixtui  # the fixture
from tests.sandbox_requests import sandbox_requests

KILLED = Path(__file__).with_name("killed_run.py")
RUN = ("run", "sandbox/long-document-report", "--text", "A good day. A bad night.")
GONE = "intent never written"
ENDS: dict[tuple[str, str], tuple[int, str, str]] = {
    ("before", "intent"): (0, GONE, ""),
    ("after", "intent"): (0, "failed", "The app ended before it was sent."),
    ("before", "sent"): (0, "failed", "The app ended before it was sent."),
    ("after", "sent"): (0, "unknown", "what became of it is not known"),
    ("before", "accepted"): (1, "unknown", "what became of it is not known"),
    ("after", "accepted"): (1, "accepted", ""),
    ("before", "polling"): (1, "accepted", ""),
    ("after", "polling"): (1, "polling", ""),
    ("before", "done"): (1, "polling", ""),
    ("after", "done"): (1, "done", ""),
}
"""When it is killed: how many runs reached the server, what the journal says, and in which words."""


def environment(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_URL", sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", sandbox.models_url)
    monkeypatch.setenv("TEAM_API_KEY", sandbox.api_key)


def listed(aixtui: Command) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(aixtui("runs", "ls", "-o", "json").out)["items"]
    return items


@pytest.mark.parametrize(("when", "phase"), ENDS)
def test_a_kill_sends_nothing_twice_and_loses_nothing(
    when: str, phase: str, sandbox: RunningSandbox, aixtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(sandbox, monkeypatch)
    sent, state, words = ENDS[when, phase]
    with sandbox_requests() as requests:
        ended = subprocess.run([sys.executable, KILLED, when, phase, *RUN], check=False, capture_output=True)
        assert ended.returncode == -9, ended
        found = listed(aixtui)
        if state == GONE:
            assert found == []
            return
        (run,) = found
        assert run["state"] == state
        assert words in run["problem"]
        if state in ("accepted", "polling", "done"):
            waited = aixtui("runs", "wait", run["id"])
            assert waited.code == 0, waited.err
            assert json.loads(waited.out)["status"] == "SUCCESS"
            assert listed(aixtui)[0]["state"] == "done"
    posts = [line for line in requests if line.startswith("POST") and "paginate" not in line]
    assert len(posts) == sent, requests
