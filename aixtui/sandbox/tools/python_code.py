"""Python functions as tools: read with `ast`, run in a process of their own with limits.

The limits stop mistakes, not attacks: the code runs as the user who started the sandbox. It is therefore
refused while other machines can reach the sandbox.
"""

import ast
import json
import subprocess
import sys
import tempfile

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.tools.action import Action, ActionInput, Call, Config, Services, Toolbox

_SECONDS = 20
_MOST_OUTPUT = 1_000_000
_TYPES = {
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "str": "string",
    "list": "array",
    "dict": "object",
}
_RUNNER = f"""
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000))
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
except ImportError:
    pass
task = json.load(sys.stdin)
reply, sys.stdout = sys.stdout, sys.stderr
space = {{"__name__": "tool"}}
try:
    exec(compile(task["code"], "<tool>", "exec"), space)
    said = {{"value": space[task["function"]](**task["inputs"])}}
except BaseException as error:
    said = {{"error": f"{{type(error).__name__}}: {{error}}"}}
json.dump(said, reply, default=str)
"""


def read_function(code: object, name: object = None) -> ast.FunctionDef:
    """The function of that name, or the only one.

    Raises:
        EngineError: the code is not Python, or the function cannot be told.
    """
    if not isinstance(code, str) or not code.strip():
        raise EngineError("The code is missing.")
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError) as error:
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


def run_function(code: str, function: str, inputs: Doc, services: Services) -> object:
    """Call a function of `code` in a process of its own.

    Raises:
        EngineError: it may not run here, takes too long, or raises.
    """
    if not services.runs_code:
        raise EngineError("Python code runs only while this machine alone can reach the sandbox.")
    task = json.dumps({"code": code, "function": function, "inputs": inputs})
    with tempfile.TemporaryDirectory(prefix="aixtui-code-") as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-c", _RUNNER],
                input=task,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                cwd=folder,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineError(f"The code did not end within {_SECONDS} seconds.") from None
    try:
        said = json.loads(done.stdout[:_MOST_OUTPUT])
    except ValueError:
        raise EngineError("The code ended without a result.") from None
    if "error" in said:
        raise EngineError(str(said["error"]))
    return said["value"]


def _actions(config: Config) -> tuple[Action, ...]:
    function = read_function(config.get("code"), config.get("function_name"))
    description = ast.get_docstring(function) or f"Calls the Python function {function.name}."
    return (Action(function.name, description, function_inputs(function), _perform),)


def _perform(call: Call) -> object:
    code = str(call.config["code"])
    function = read_function(code, call.config.get("function_name"))
    return run_function(code, function.name, call.inputs, call.services)


def _check(config: Config) -> None:
    read_function(config.get("code"), config.get("function_name"))


PYTHON_CODE = Toolbox("python-code", _actions, _check, keeps=("code", "function_name"))
