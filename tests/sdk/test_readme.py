"""The examples of the SDK's README, as printed."""

import doctest
from pathlib import Path

import pytest

from aixsdk import polling
from aixtui.sandbox import RunningSandbox
from tests.conftest import STEP_SECONDS

README = Path(__file__).parents[2] / "sdk" / "README.md"


def test_the_examples_run_as_printed(fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAM_API_KEY", fresh_sandbox.api_key)
    monkeypatch.setenv("BACKEND_URL", fresh_sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", fresh_sandbox.models_url)
    for name in ("FIRST_WAIT", "SHORTEST_WAIT"):
        monkeypatch.setattr(polling, name, STEP_SECONDS)
    text = README.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    test = doctest.DocTestParser().get_doctest(text, names, README.name, str(README), 0)
    assert len(test.examples) > 40
    problems: list[str] = []
    try:
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=problems.append, clear_globs=False)
    finally:
        client = test.globs.get("aix")
        if client is not None:
            client.close()
    assert problems == []
