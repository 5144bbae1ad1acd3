"""One name, one class: what the app names is not also a class of the SDK, the sandbox or Textual."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import aixsdk
import aixtui
from aixtui import sandbox

SDK, APP, SANDBOX = (Path(inspect.getfile(package)).parent for package in (aixsdk, aixtui, sandbox))


def syntax_trees(root: Path, *, without: Path | None = None) -> list[ast.Module]:
    return [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in root.rglob("*.py")
        if without not in path.parents
    ]


def class_names(trees: list[ast.Module]) -> set[str]:
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def textual_class_names(trees: list[ast.Module]) -> set[str]:
    """The classes that are imported from Textual, and those of its modules that are imported."""
    return {
        name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("textual.")
        for alias in node.names
        for name in _classes_of(f"{node.module}", alias.name)
    }


def _classes_of(module: str, name: str) -> Iterator[str]:
    holder = import_module(module)
    value = getattr(holder, name) if hasattr(holder, name) else import_module(f"{module}.{name}")
    if inspect.isclass(value):
        yield name
    elif inspect.ismodule(value):
        yield from (name for name, _ in inspect.getmembers(value, inspect.isclass) if name[0] != "_")


def test_a_class_of_the_app_has_a_name_of_its_own() -> None:
    app = syntax_trees(APP, without=SANDBOX)
    names = class_names(app)
    assert {"AppAction", "RunForm"} <= names
    assert names & class_names(syntax_trees(SDK)) == set()
    assert names & class_names(syntax_trees(SANDBOX)) == set()
    assert names & textual_class_names(app) == set()
