"""Widgets that are looked up after an `await`: by then the screen may have gone, and its widgets with it."""

import ast
from collections.abc import Iterator
from typing import TypeGuard

Function = ast.FunctionDef | ast.AsyncFunctionDef
_WAITS = (ast.Await, ast.AsyncFor, ast.AsyncWith)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def late_lookups(text: str) -> list[int]:
    """The lines that look a widget up after an `await`, by themselves or through a method of their class."""
    late: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.Module):
            functions = [one for one in node.body if isinstance(one, Function)]
            looking = _looking(functions)
            late.update(line for one in functions for line in _late(one, looking))
    return sorted(late)


def _looking(functions: list[Function]) -> set[str]:
    """Those that look widgets up, themselves or through others of the same class."""
    looking: set[str] = set()
    while more := {
        one.name
        for one in functions
        if one.name not in looking and any(_looks(node, looking) for node in ast.walk(one))
    }:
        looking |= more
    return looking


def _late(function: Function, looking: set[str]) -> Iterator[int]:
    own = list(_own_nodes(function))
    lookups = [node for node in own if _looks(node, looking)]
    waits = [_end(node) for node in own if isinstance(node, _WAITS)]
    yield from (node.lineno for node in lookups if any(wait < _start(node) for wait in waits))
    for loop in (node for node in own if isinstance(node, _LOOPS)):
        inside = set(ast.walk(loop))
        if any(isinstance(node, _WAITS) for node in inside):  # the next round comes after it
            yield from (node.lineno for node in lookups if node in inside)


def _looks(node: ast.AST, looking: set[str]) -> TypeGuard[ast.Call]:
    """Whether a node looks a widget up, or calls one of the methods that do."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    name = node.func.attr
    if name.startswith("query") or (name.startswith("get_") and ("widget" in name or "child" in name)):
        return True
    return name in looking and ast.unparse(node.func.value) == "self"


def _own_nodes(function: Function) -> Iterator[ast.AST]:
    """What runs when the function does, in no order: not what the functions inside it do later."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.Lambda | Function):
            waiting += ast.iter_child_nodes(node)


def _start(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: ast.AST) -> tuple[int, int]:
    """Where it has been waited for: an `async for` or `async with` waits before its body."""
    expression = node.value if isinstance(node, ast.Await) else None
    if isinstance(node, ast.AsyncFor):
        expression = node.iter
    elif isinstance(node, ast.AsyncWith):
        expression = node.items[-1].context_expr
    assert expression is not None
    return expression.end_lineno or 0, expression.end_col_offset or 0
