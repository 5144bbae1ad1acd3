"""A long file or function is a sign that two things live in one room."""

import ast
from pathlib import Path

from tests.architecture.sources import ROOT, name_of, python_sources

MODULE_LINES = 250
FUNCTION_LINES = 40
APP_LINES = 150
SCREEN_LINES = 200


def _budget(path: Path) -> int:
    if path == ROOT / "aixtui" / "app.py":
        return APP_LINES - 1
    if path.parent == ROOT / "aixtui" / "screens":
        return SCREEN_LINES - 1
    return MODULE_LINES


def test_there_is_something_to_measure() -> None:
    assert len(python_sources()) > 20


def test_modules_fit_their_budgets() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_sources()}
    assert {name_of(path): count for path, count in lines.items() if count > _budget(path)} == {}


def test_functions_fit_their_budget() -> None:
    long = {}
    for path in python_sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                lines = node.end_lineno - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long[f"{name_of(path)}:{node.name}"] = lines
    assert long == {}


def test_no_module_is_named_after_nothing() -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
    names = [name_of(path) for path in python_sources()]
    assert [n for n in names if vague & set(n.removesuffix(".py").replace("_", "/").split("/"))] == []
