from collections.abc import Iterator

import pytest

from aixsdk import Aixplain, polling
from aixtui.sandbox import RunningSandbox
from tests.conftest import STEP_SECONDS


@pytest.fixture(autouse=True)
def quick_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for the end of a run as often as the steps of the sandbox are short."""
    for name in ("FIRST_WAIT", "SHORTEST_WAIT"):
        monkeypatch.setattr(polling, name, STEP_SECONDS)


def _connected(running: RunningSandbox) -> Aixplain:
    return Aixplain(running.api_key, backend_url=running.backend_url, model_url=running.models_url)


@pytest.fixture
def live(sandbox: RunningSandbox) -> Iterator[Aixplain]:
    """A client of the sandbox that all tests share."""
    with _connected(sandbox) as aix:
        yield aix


@pytest.fixture
def fresh(fresh_sandbox: RunningSandbox) -> Iterator[Aixplain]:
    """A client of a sandbox of its own."""
    with _connected(fresh_sandbox) as aix:
        yield aix
