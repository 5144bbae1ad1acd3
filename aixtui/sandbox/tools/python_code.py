"""Python functions as tools: read with `ast`, run in a process of their own that sees nothing else."""

import ast

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.engines.isolated import run_given_code
from aixtui.sandbox.tools.action import Action, ActionInput, Call, Config, Toolbox

_SECONDS = 20
_TYPES = {
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "str": "string",
    "list": "array",
    "dict": "object",
}


def read_function(code: object, name: object = None) -> ast.FunctionDef:
    """The function of that name, or the only one.

    Raises:
        EngineError: the code is not Python, or the function cannot be told.
    """
    if not isinstance(code, str) or not code.strip():
        raise EngineError("The code is missing.")
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        raise EngineError(f"The code is not valid Python: {error.msg}, line {error.lineno}.") from error
    except (ValueError, RecursionError) as error:
        raise EngineError(f"The code is not valid Python: {error}.") from error
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    if name:
        if str(name) not in functions:
            raise EngineError(f"The code has no function {name!r} at its top level.")
        return functions[str(name)]
    if len(functions) != 1:
        raise EngineError(
            f"The code has {len(functions)} functions at its top level; name one in function_name."
        )
    return next(iter(functions.values()))


def function_inputs(function: ast.FunctionDef) -> tuple[ActionInput, ...]:
    """The function's parameters as inputs, by their annotations and defaults."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    defaults: list[ast.expr | None] = [None] * (len(arguments) - len(function.args.defaults))
    pairs = [*zip(arguments, [*defaults, *function.args.defaults], strict=True)]
    pairs += [*zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)]
    return tuple(
        ActionInput(
            argument.arg,
            _TYPES.get(ast.unparse(argument.annotation).partition("[")[0], "string")
            if argument.annotation
            else "string",
            required=default is None,
            default=default.value if isinstance(default, ast.Constant) else None,
        )
        for argument, default in pairs
    )


def _actions(config: Config) -> tuple[Action, ...]:
    """The function of a connection; the integration itself has no code, and so no action."""
    if "code" not in config:
        return ()
    function = read_function(config.get("code"), config.get("function_name"))
    description = ast.get_docstring(function) or f"Calls the Python function {function.name}."
    return (Action(function.name, description, function_inputs(function), _perform),)


def _perform(call: Call) -> object:
    code = str(call.config["code"])
    function = read_function(code, call.config.get("function_name"))
    return run_given_code(call.job.services, code, function.name, call.inputs, seconds=_SECONDS)


def _check(config: Config) -> None:
    read_function(config.get("code"), config.get("function_name"))


PYTHON_CODE = Toolbox("python-code", _actions, _check, keeps=("code", "function_name"))
