"""Code of tools where no means to confine it is there."""

from collections.abc import Iterator

import httpx
import pytest

from aixtui.sandbox import start
from aixtui.sandbox.confinement import choice
from aixtui.sandbox.confinement.means import Means
from tests.sandbox.connections import CODE, PYTHON, SQLITE, action, connect, execute


@pytest.fixture(autouse=True)
def no_means(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(choice, "MEANS", (Means("a wall", "mounts", True, lambda _cell: None),))
    choice.confinement.cache_clear()
    yield
    choice.confinement.cache_clear()


@pytest.mark.parametrize("allowed", [False, True])
def test_it_is_refused_unless_it_is_allowed(allowed: bool) -> None:
    with start(None, assets=1, allow_unconfined_code=allowed) as running:
        headers = {"x-api-key": running.api_key}
        with httpx.Client(base_url=running.backend_url, headers=headers) as client:
            tool = connect(client, PYTHON, "adder", code=CODE)
            reply = execute(client, tool, action="add", data={"a": 1}).json()
        said = running.about_code()
    assert "(a wall: a wall is not installed)" in said
    if allowed:
        assert reply["data"] == 3
        assert said.endswith("It runs as you.")
    else:
        assert reply["supplierError"] == said
        assert "--allow-unconfined-code" in said


def test_our_own_code_runs_all_the_same() -> None:
    with start(None, assets=1) as running:
        headers = {"x-api-key": running.api_key}
        with httpx.Client(base_url=running.backend_url, headers=headers) as client:
            tool = connect(client, SQLITE, "one")
            assert action(client, tool, "query", {"query": "SELECT 1 AS x"}) == [{"x": 1}]
