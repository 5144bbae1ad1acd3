"""A program of this machine at work for an engine: bounded, without a shell or secrets of the user."""

import os
from collections.abc import Sequence
from functools import cache

from aixtui.sandbox.confinement.process import LimitedProcess, LimitError, Limits
from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.programs import Program

_SECONDS = 60
_QUICK_SECONDS = 10
_MOST_BYTES = 20_000_000
_MOST_THREADS = 64
_LONGEST_REASON = 300


def run_program(
    program: Program, arguments: Sequence[str], given: bytes = b"", *, seconds: float = _SECONDS
) -> bytes:
    """What the program writes when it is given these bytes.

    Raises:
        EngineError: it is not installed, fails, or takes too much.
    """
    path = program.path
    if path is None:
        raise EngineError(f"{program.name} is not installed on this machine.")
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    try:
        process = LimitedProcess(
            [path, *arguments], Limits(min(seconds, _SECONDS), _MOST_BYTES, _MOST_THREADS), environment
        )
        said = process.tell(given)
    except LimitError as error:
        raise EngineError(f"{program.name}: {error}") from None
    except OSError as error:
        raise EngineError(f"{program.name} cannot be started: {error.strerror or error}.") from None
    if said.code != 0:
        reason = said.messages.decode(errors="replace").strip()[:_LONGEST_REASON]
        raise EngineError(f"{program.name} failed: {reason or f'exit code {said.code}'}")
    return said.reply


def listed_by(program: Program, *arguments: str) -> tuple[str, ...]:
    """The lines in which a program lists what it can do. It is asked once.

    Raises:
        EngineError: as of `run_program`.
    """
    return _lines(program, program.path, arguments)


@cache
def _lines(program: Program, _path: str | None, arguments: tuple[str, ...]) -> tuple[str, ...]:
    said = run_program(program, arguments, seconds=_QUICK_SECONDS)
    return tuple(line for line in said.decode(errors="replace").splitlines() if line.strip())
