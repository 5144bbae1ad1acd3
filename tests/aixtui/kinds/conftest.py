import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.sandbox import RunningSandbox, start
from aixtui.workspace.workspace import Workspace
from tests.aixtui.kinds.filled import fill
from tests.conftest import STEP_SECONDS
from tests.driving import connection_to


@pytest.fixture(scope="module")
def filled_sandbox(sandbox_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """A sandbox with something of every kind; the tests of a module share it."""
    path = tmp_path_factory.mktemp("filled") / "sandbox.db"
    shutil.copy(sandbox_file, path)
    with start(path, step_seconds=STEP_SECONDS) as running:
        fill(running)
        yield running


@pytest.fixture
def workspace(filled_sandbox: RunningSandbox) -> Iterator[Workspace]:
    found = Workspace.open(connection_to(filled_sandbox))
    yield found
    found.close()
