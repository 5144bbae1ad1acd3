"""What all tests share: a sandbox that is only read, and one for each test that writes."""

import gc
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.sandbox import RunningSandbox, start
from aixtui.system import editor
from tests.silent import silent

STEP_SECONDS = 0.05
GARBAGE_THRESHOLDS = (10_000, 10, 10)
"""How many new objects, or rounds, between two looks for garbage: an app is ten times as many."""


@pytest.fixture(autouse=True, scope="session")
def lasting_modules() -> None:
    """Look for garbage in what tests make alone: the modules take the longest and have none."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_garbage() -> None:
    """Undo what an opened app has set for its own long life: here hundreds of apps would be kept."""
    gc.set_threshold(*GARBAGE_THRESHOLDS)


@pytest.fixture(scope="session")
def sandbox_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox database with the whole catalogue, to copy."""
    path = tmp_path_factory.mktemp("sandbox") / "catalogue.db"
    start(path, with_hostile=True).stop()
    return path


@pytest.fixture
def sandbox_copy(sandbox_file: Path, tmp_path: Path) -> Path:
    """A sandbox database that nobody serves."""
    return Path(shutil.copy(sandbox_file, tmp_path / "sandbox.db"))


@pytest.fixture(scope="session")
def sandbox(sandbox_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """One sandbox for all tests that change nothing others look at."""
    path = tmp_path_factory.mktemp("sandbox") / "sandbox.db"
    shutil.copy(sandbox_file, path)
    with start(path, step_seconds=STEP_SECONDS) as running:
        yield running


@pytest.fixture
def fresh_sandbox(sandbox_file: Path, tmp_path: Path) -> Iterator[RunningSandbox]:
    """A sandbox of its own for a test that writes."""
    path = tmp_path / "sandbox.db"
    shutil.copy(sandbox_file, path)
    with start(path, step_seconds=STEP_SECONDS) as running:
        yield running


@pytest.fixture
def silent_server() -> Iterator[tuple[str, threading.Event]]:
    """A server that takes every request and never answers."""
    with silent() as found:
        yield found


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep a test from the settings, keys and databases of whoever runs it.

    An error that the app has told, with a report, fails the test unless that takes the report away.
    """
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    for name in ("TEAM_API_KEY", "AIXPLAIN_API_KEY", "BACKEND_URL", "MODELS_RUN_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AIXTUI_READ_ONLY", "AIXTUI_PROFILE", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(editor, "USUAL", ())  # or a test would open one of this machine, and wait for it
    yield tmp_path / "home"
    reports = (tmp_path / "home" / "state").rglob("report-*.txt")
    assert [report.read_text(encoding="utf-8") for report in reports] == []


@pytest.fixture
def told_defect(own_folders: Path) -> Iterator[None]:
    """For a test in which errors are told with a report, as they should be."""
    yield
    for report in (own_folders / "state").rglob("report-*.txt"):
        report.unlink()
