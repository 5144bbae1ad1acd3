"""A long file or function is a sign that two things live in one room."""

import ast
from pathlib import Path

from tests.architecture.sources import ROOT, name_of, python_sources

MODULE_LINES = 250
FUNCTION_LINES = 40
APP = ROOT / "aixtui" / "app.py"
APP_LINES = 149


def overlong(path: Path, text: str) -> list[str]:
    """The file, where it is over its budget, and each of its functions that is."""
    count, budget = len(text.splitlines()), APP_LINES if path == APP else MODULE_LINES
    over = [f"{name_of(path)}: {count}"] if count > budget else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            over += [f"{name_of(path)}:{node.name}: {length}"] if length > FUNCTION_LINES else []
    return over


def test_modules_and_functions_fit_their_budgets() -> None:
    assert len(python_sources()) > 20
    assert [
        name for path in python_sources() for name in overlong(path, path.read_text(encoding="utf-8"))
    ] == []


def test_what_is_over_its_budget_is_seen() -> None:
    path = ROOT / "aixtui" / "face.py"
    assert overlong(path, "\n" * 250) == []
    assert overlong(path, "\n" * 251) == ["aixtui/face.py: 251"]
    assert overlong(APP, "\n" * 150) == ["aixtui/app.py: 150"]
    assert overlong(path, "def long():" + "\n    x" * 39) == []
    assert overlong(path, "class C:\n  async def long():" + "\n    x" * 40) == ["aixtui/face.py:long: 41"]


def vague(name: str) -> bool:
    """Whether a file is named after nothing."""
    words = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
    return bool(words & set(name.removesuffix(".py").replace("_", "/").split("/")))


def test_no_module_is_named_after_nothing() -> None:
    assert [name_of(path) for path in python_sources() if vague(name_of(path))] == []


def test_a_name_that_says_nothing_is_seen() -> None:
    assert vague("aixtui/listing/page_utils.py")
    assert vague("aixtui/common/page.py")
    assert not vague("aixtui/listing/commonplace.py")
