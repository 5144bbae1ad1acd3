"""What all tests share: a sandbox that is only read, and one for each test that writes."""

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.sandbox import RunningSandbox, start

STEP_SECONDS = 0.05


@pytest.fixture(scope="session")
def sandbox_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox database with the whole catalogue, to copy."""
    path = tmp_path_factory.mktemp("sandbox") / "catalogue.db"
    start(path).stop()
    return path


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
    asked = threading.Event()
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            while True:
                try:
                    held.append(listening.accept()[0])
                except OSError:
                    return
                asked.set()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(10)
    for connection in held:
        connection.close()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep a test from the settings, keys and databases of whoever runs it."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    for name in ("TEAM_API_KEY", "AIXPLAIN_API_KEY", "BACKEND_URL", "MODELS_RUN_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"
