"""The sandbox behind the ways into workspaces: begun at once, started anew where it has ended."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from aixtui.cli import app_sandbox
from aixtui.cli.app_sandbox import AppSandbox
from aixtui.cli.entrances import Entrances
from aixtui.cli.options import ConnectionOptions
from aixtui.sandbox import start
from aixtui.sandbox.process import SandboxProcess
from aixtui.settings.tree import Settings


class Begun(SandboxProcess):
    """A process of the sandbox that is noted."""

    all: list["Begun"]

    def __init__(self, db: Path | None, environment: dict[str, str]) -> None:
        super().__init__(db, environment)
        self.environment = environment
        self.all.append(self)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Begun]:
    monkeypatch.setattr(Begun, "all", [], raising=False)
    monkeypatch.setattr(app_sandbox, "SandboxProcess", Begun)
    return Begun.all


@pytest.fixture
def to_stop() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def ways(to_stop: ExitStack, **options: object) -> Entrances:
    said = ConnectionOptions(**options)  # type: ignore[arg-type]
    return Entrances(said, Settings(), None, AppSandbox(said, to_stop))


def test_it_begins_before_anybody_connects_and_without_keys(
    begun: list[Begun], to_stop: ExitStack, sandbox_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAM_API_KEY", "a-key")
    session = ways(to_stop, db=sandbox_copy).first(None).session
    assert len(begun) == 1
    assert "a-key" not in begun[0].environment.values()
    connection = session.source.ask()
    assert connection.backend_url == begun[0].served().address.backend_url
    assert connection.ends_with_us
    to_stop.close()
    assert begun[0].has_ended


def test_none_begins_where_none_is_wanted(begun: list[Begun], to_stop: ExitStack) -> None:
    ways(to_stop).first(None)
    assert begun == []


def test_one_that_has_ended_is_started_anew(
    begun: list[Begun], to_stop: ExitStack, sandbox_copy: Path
) -> None:
    source = ways(to_stop, db=sandbox_copy).first(None).session.source
    assert source.ask() == source.ask()
    os.kill(begun[0].pid, signal.SIGKILL)
    while not begun[0].has_ended:
        pass
    assert source.ask().backend_url == begun[1].served().address.backend_url


def test_one_of_another_process_is_looked_for_again(
    begun: list[Begun], to_stop: ExitStack, sandbox_copy: Path
) -> None:
    with start(sandbox_copy) as other:
        source = ways(to_stop, db=sandbox_copy).first(None).session.source
        connection = source.ask()
        assert connection.backend_url == other.backend_url
        assert not connection.ends_with_us
    again = source.ask()
    assert again.ends_with_us
    assert again.backend_url == begun[-1].served().address.backend_url
