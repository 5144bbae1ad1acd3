from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest

from aixtui.cli.main import run
from aixtui.sandbox import RunningSandbox


@dataclass(frozen=True)
class Outcome:
    """What one command line did."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def aixtui(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command line in this process."""

    def command(*arguments: str) -> Outcome:
        code = run(arguments)
        output = capsys.readouterr()
        return Outcome(code, output.out, output.err)

    return command


@pytest.fixture
def sandbox_addresses(sandbox: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Point the environment at the sandbox's addresses, without a key."""
    monkeypatch.setenv("BACKEND_URL", sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", sandbox.models_url)
    return sandbox


@pytest.fixture
def sandbox_access(sandbox_addresses: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Point the environment at the sandbox, with its key."""
    monkeypatch.setenv("TEAM_API_KEY", sandbox_addresses.api_key)
    return sandbox_addresses


@pytest.fixture
def fresh_access(fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> RunningSandbox:
    """Point the environment at a sandbox of the test's own, with its key."""
    monkeypatch.setenv("BACKEND_URL", fresh_sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", fresh_sandbox.models_url)
    monkeypatch.setenv("TEAM_API_KEY", fresh_sandbox.api_key)
    return fresh_sandbox


@pytest.fixture
def feed_stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have a text stand on stdin."""

    def feed(text: str) -> None:
        stdin = TextIOWrapper(BytesIO(text.encode()), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", stdin)

    return feed
