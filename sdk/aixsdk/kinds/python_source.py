"""Python source that becomes a tool or a utility: read, never run here."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from ..exceptions import InputError


def functions(code: str) -> list[ast.FunctionDef]:
    """The functions at the top of the source. Raises InputError when it is no Python."""
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        raise InputError(f"The code is not valid Python: {error.msg}, line {error.lineno}.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"The code is not valid Python: {error}") from error
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def function_name(code: str, wanted: str | None = None) -> str:
    """The function to call: the one that is wanted, or the only one. Raises InputError."""
    names = [function.name for function in functions(code)]
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is None:
        raise InputError(f"Say which function to call; the code has {', '.join(names) or 'none'}.")
    if wanted not in names:
        raise InputError(f"The code has no function '{wanted}'.")
    return wanted


def source_of(function: Callable[..., Any], name: str | None = None) -> str:
    """The source of a function, without its decorators and under another name if there is to be one.

    Raises InputError where it is nowhere to be read, as for a lambda or what was typed at a prompt.
    """
    try:
        found = functions(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    except (OSError, TypeError) as error:
        raise InputError(f"The source of {function!r} cannot be read; give it as text.") from error
    if len(found) != 1:
        raise InputError(f"{function!r} is not defined by 'def'; give its source as text.")
    found[0].decorator_list = []
    found[0].name = name or found[0].name
    return ast.unparse(found[0])
