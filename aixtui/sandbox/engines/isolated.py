"""Python code in a process of its own, which sees nothing of the user's."""

from aixtui.sandbox.confinement.call import Call, CallError
from aixtui.sandbox.confinement.choice import confinement
from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.store.document import Doc

_OTHERS_REACH_IT = "Python code runs only while this machine alone can reach the sandbox."
_UNCONFINED = "It is refused: `aixtui sandbox --allow-unconfined-code` would run it as you."


def run_given_code(services: Services, code: str, function: str, inputs: Doc, *, seconds: float) -> object:
    """Call a function of code that somebody gave to a tool.

    Raises:
        EngineError: as of `run_isolated`; the code may not run here.
    """
    if not services.runs_code:
        raise EngineError(_OTHERS_REACH_IT)
    if not (services.allows_unconfined_code or confinement().holds):
        raise EngineError(about_code(services))
    return run_isolated(Call(code, function, inputs, seconds))


def run_isolated(call: Call) -> object:
    """What the function of our own code returns, as JSON can say it: it runs confined where that can be.

    Raises:
        EngineError: it takes too much, raises, or ends without a result.
    """
    try:
        return call.result(confinement().means)
    except CallError as error:
        raise EngineError(str(error)) from None


def about_code(services: Services) -> str:
    """What becomes of code that is given to tools, in a sentence or two."""
    if not services.runs_code:
        return _OTHERS_REACH_IT
    if confinement().holds:
        return confinement().told
    return f"{confinement().told} {'It runs as you.' if services.allows_unconfined_code else _UNCONFINED}"
