"""Runs whose processes are killed at any moment: each is sent once at most, and none is forgotten."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from aixtui.sandbox import RunningSandbox, start
from tests.kills.plan import Server
from tests.kills.run_life import OUT, Life
from tests.kills.zygote import Zygote
from tests.sandbox_requests import sandbox_requests

_MODEL = "sandbox/long-document-report"
_STEP_SECONDS = 0.02
_SECONDS = 0.6
"""About as long as a run takes: a kill may come at any moment of it."""
_ENDED = {"done", "failed", "unknown"}


def play(seeds: Sequence[int]) -> Iterator[str]:
    """What there is to tell of each run, as it ends; empty where there is nothing."""
    with (
        start(None, step_seconds=_STEP_SECONDS) as sandbox,
        Zygote("tests.kills.run_life") as zygote,
        tempfile.TemporaryDirectory() as home,
        sandbox_requests() as requests,
    ):
        journal = KilledRuns(sandbox, zygote, home)
        for seed in seeds:
            requests.clear()
            try:
                journal.kill_one(seed, requests)
                yield ""
            except AssertionError as error:
                yield f"seed {seed}: {error}"


class KilledRuns:
    """Many runs with one journal, as the commands show it."""

    def __init__(self, sandbox: RunningSandbox, zygote: Zygote, home: str) -> None:
        self._server = Server(sandbox.backend_url, sandbox.models_url, sandbox.api_key)
        self._zygote, self._home = zygote, home

    def kill_one(self, seed: int, requests: list[str]) -> None:
        """Start a run, kill its process, and look what is known of it; one that goes on is waited for."""
        word = f"k{seed}k"
        text = f"{word}. A good day. A bad night."
        seconds = Random(seed).uniform(0.001, _SECONDS)
        code = self._do("run", _MODEL, "--text", text, seconds=seconds)
        assert code in (0, -14), f"it ended with {code}"
        run = self._find(word)
        if run is not None and run["state"] not in _ENDED:
            assert self._do("runs", "wait", run["id"]) == 0, f"{run['state']}, and was not found again"
            run = self._find(word)
            assert run is not None
            assert run["state"] == "done", f"it ended {run['state']}"
        sent = sum(one.startswith("POST") and "paginate" not in one for one in requests)
        self._check(run, sent, is_whole=code == 0)

    def _check(self, run: dict[str, Any] | None, sent: int, *, is_whole: bool) -> None:
        """What the journal says is what the server has seen."""
        assert sent <= 1, f"it was sent {sent} times"
        if run is None:
            assert not sent, "it was sent, and is forgotten"
            assert not is_whole, "it ended, and is forgotten"
            return
        assert run["state"] == "done" or run["problem"], f"{run['state']}, and nobody says why"
        assert sent or run["state"] != "done", "it is done, and was never sent"
        assert not sent or run["state"] != "failed", f"it was sent, and counts as failed: {run['problem']}"

    def _find(self, word: str) -> dict[str, Any] | None:
        assert self._do("runs", "ls", "--query", word, "-o", "json") == 0
        found = json.loads((Path(self._home) / OUT).read_text())["items"]
        assert len(found) <= 1, f"it is kept {len(found)} times"
        return found[0] if found else None

    def _do(self, *command: str, seconds: float = 0.0) -> int:
        return self._zygote.run(Life(self._server, self._home, list(command), seconds).to_json())
