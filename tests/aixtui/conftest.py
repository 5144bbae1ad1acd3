import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from aixtui.sandbox import RunningSandbox, start
from tests import parsed_once, resting
from tests.aixtui.headless import close_sessions
from tests.aixtui.kinds.filled import fill
from tests.conftest import STEP_SECONDS


@pytest.fixture(autouse=True)
def short_rests() -> Iterator[None]:
    """Here alone: pictures are taken once all timers have run, which a rest does not wait for."""
    with resting.soon():
        yield


@pytest.fixture(autouse=True)
def shared_styles() -> Iterator[None]:
    """No app changes what was parsed."""
    with parsed_once.for_all_apps():
        yield


class MemoryKeyring(KeyringBackend):
    """A keyring of this test only."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def own_sessions() -> Iterator[None]:
    yield
    close_sessions()


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def filled_file(sandbox_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox database with something of every kind, to copy."""
    path = Path(shutil.copy(sandbox_file, tmp_path_factory.mktemp("filled") / "filled.db"))
    with start(path, step_seconds=STEP_SECONDS) as server:
        fill(server)
    return path


@pytest.fixture(scope="module")
def filled_sandbox(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """A sandbox with something of every kind; the tests of a module share it."""
    path = shutil.copy(filled_file, tmp_path_factory.mktemp("filled") / "sandbox.db")
    with start(Path(path), step_seconds=STEP_SECONDS) as server:
        yield server


@pytest.fixture
def fresh_filled_sandbox(filled_file: Path, tmp_path: Path) -> Iterator[RunningSandbox]:
    """A sandbox with something of every kind for a test that writes."""
    path = shutil.copy(filled_file, tmp_path / "sandbox.db")
    with start(Path(path), step_seconds=STEP_SECONDS) as server:
        yield server
