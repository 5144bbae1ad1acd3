"""The examples of the guide to moving, written for aixplain.v2: here the import alone is changed."""

import doctest
import re

import pytest

from aixsdk import polling
from aixtui.sandbox import RunningSandbox
from tests.conftest import STEP_SECONDS
from tests.sdk.surface.rows import GUIDE

_IMPORT = re.compile(r"^(>>> from )aixplain\.v2((?:\.(?:resource|exceptions|enums))? import )", re.MULTILINE)


def test_the_examples_run_with_the_import_changed(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAM_API_KEY", fresh_sandbox.api_key)
    monkeypatch.setenv("BACKEND_URL", fresh_sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", fresh_sandbox.models_url)
    for name in ("FIRST_WAIT", "SHORTEST_WAIT"):
        monkeypatch.setattr(polling, name, STEP_SECONDS)
    text, changed = _IMPORT.subn(r"\1aixsdk\2", GUIDE.read_text(encoding="utf-8"))
    assert changed == text.count(">>> from aixsdk") > 3
    test = doctest.DocTestParser().get_doctest(text, {}, GUIDE.name, str(GUIDE), 0)
    assert len(test.examples) > 60
    problems: list[str] = []
    try:
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=problems.append, clear_globs=False)
    finally:
        if client := test.globs.get("aix"):
            client.close()
    assert not problems, "".join(problems)
