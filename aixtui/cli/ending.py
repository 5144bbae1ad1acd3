"""What is printed when the app has ended: why, where that is known, and how to come back."""

import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aixtui.cli.output import say
from aixtui.system.end_signals import FAILED, SIGNALLED, sentence

if TYPE_CHECKING:
    from aixtui.workspace.defects import Defect


def tell_end(code: int, defect: "Defect | None", address: Sequence[str]) -> None:
    """Say what ended the app by force, and print the command that leads back to an address."""
    lines = []
    if code > SIGNALLED:
        lines.append(sentence(code - SIGNALLED))
    if defect is not None:
        what = "ended it" if code == FAILED else "was met as it ended"
        lines.append(f"A defect of aixtui {what}, {defect.name}: {defect.report}")
    if address:
        lines.append(shlex.join([*own_command(), "open", *address]))
    with suppress(OSError):  # the terminal has gone
        for line in lines:
            say(line)


def own_command() -> list[str]:
    """The words that start this very program in the shell where it was started."""
    program = Path(sys.argv[0])
    if program.name == "__main__.py":  # python -m aixtui: the interpreter's own words, up to ours
        return sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1]
    found = shutil.which("aixtui")
    if program.stem != "aixtui" or (found and _is_same(found, program)):
        return ["aixtui"]
    return [str(program)]


def _is_same(found: str, program: Path) -> bool:
    try:
        return program.samefile(found)
    except OSError:
        return False
