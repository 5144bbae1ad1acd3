"""Arithmetic."""

import ast
import math
import operator
from collections.abc import Callable
from typing import Any

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.tools.action import Action, ActionInput, Call, Config, Toolbox

_LARGEST_POWER = 1000
_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sqrt": math.sqrt,
    "log": math.log,
    "exp": math.exp,
    "sin": math.sin,
    "cos": math.cos,
    "abs": abs,
    "round": round,
    "min": min,
    "max": max,
}
_CONSTANTS = {"pi": math.pi, "e": math.e}


def evaluate(expression: str) -> float | int:
    """The value of an arithmetic expression.

    Raises:
        EngineError: it is not arithmetic, or has no value.
    """
    try:
        value = _value(ast.parse(expression.replace("^", "**"), mode="eval").body)
    except EngineError:
        raise
    except (SyntaxError, ValueError, TypeError, ArithmeticError, RecursionError, MemoryError) as error:
        raise EngineError(f"Cannot compute {expression!r}: {error}.") from error
    if not isinstance(value, int | float):
        raise EngineError(f"Cannot compute {expression!r}: it has no real value.")
    return value


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.BinOp(op=ast.Pow()):
            base, power = _value(node.left), _value(node.right)
            if abs(power) > _LARGEST_POWER or abs(base) > 10**_LARGEST_POWER:
                raise EngineError("The power is too large.")
            return base**power
        case ast.BinOp() if type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
        case ast.UnaryOp() if type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](_value(node.operand))
        case ast.Name(id=name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case ast.Call(func=ast.Name(id=name), keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*map(_value, node.args))
    raise EngineError(
        "Only numbers, + - * / // % ^, brackets, pi, e and " + ", ".join(_FUNCTIONS) + " are known."
    )


def _calculate(call: Call) -> object:
    return evaluate(str(call.inputs["expression"]))


def _add(call: Call) -> object:
    total: float = call.inputs["a"] + call.inputs["b"]
    return total


_ACTIONS = (
    Action(
        "calculate",
        "Computes an arithmetic expression.",
        (ActionInput("expression", required=True, description="Such as (2 + 3) * sqrt(16)."),),
        _calculate,
        topics=("calculat", "comput", "how much is"),
    ),
    Action(
        "add",
        "Adds two numbers.",
        (
            ActionInput("a", "number", required=True, description="The first number."),
            ActionInput("b", "number", required=True, description="The second number."),
        ),
        _add,
        topics=("add", "sum", "plus"),
    ),
)


def _actions(_config: Config) -> tuple[Action, ...]:
    return _ACTIONS


CALCULATOR = Toolbox("calculator", _actions)
