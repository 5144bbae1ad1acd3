"""Python source that becomes a tool or a utility: read, never run here."""

from __future__ import annotations

import ast

from ..exceptions import InputError


def functions(code: str) -> list[ast.FunctionDef]:
    """The functions at the top of the source. Raises InputError when it is no Python."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError) as error:
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
