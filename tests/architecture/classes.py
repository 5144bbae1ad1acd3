"""The project's own classes: where they come from, what they hold, how long they are."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from functools import cache

OURS = ("aixtui", "aixsdk", "tests")
"""The roots of what is ours; a test makes classes that break a rule."""


def is_ours(cls: type) -> bool:
    """Whether a class is the project's own."""
    return cls.__module__.partition(".")[0] in OURS


def parents(cls: type) -> list[type]:
    """The classes of ours that a class stands on, the nearest first."""
    return [parent for parent in cls.__mro__[1:] if is_ours(parent)]


@cache
def classes_in(package: str) -> tuple[type, ...]:
    """The classes at the top of the modules of a package, however deep the module lies."""
    top = importlib.import_module(package)
    names = [one.name for one in pkgutil.walk_packages(top.__path__, f"{package}.")]
    modules = [top, *map(importlib.import_module, names)]
    return tuple(
        value
        for module in modules
        for value in vars(module).values()
        if inspect.isclass(value) and value.__module__ == module.__name__
    )


def definition(cls: type) -> ast.ClassDef:
    """The class as it is written."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    node = tree.body[0]
    assert isinstance(node, ast.ClassDef), f"{cls} is no class statement"
    return node


def lines(cls: type) -> int:
    """How long a class is, with the parents of ours that make it up."""
    return sum(len(inspect.getsource(one).splitlines()) for one in (cls, *parents(cls)))


def members(cls: type) -> set[str]:
    """The names that a class has of ours: those of the class bodies, and the attributes set on `self`."""
    return {name for one in (cls, *parents(cls)) for name in _names(definition(one))}


def _names(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.AnnAssign | ast.Assign):
            yield from (one.id for one in ast.walk(statement) if _is_set(one) and isinstance(one, ast.Name))
    for inner in ast.walk(node):
        if _is_set(inner) and isinstance(inner, ast.Attribute) and ast.unparse(inner.value) == "self":
            yield inner.attr


def _is_set(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", None), ast.Store)
