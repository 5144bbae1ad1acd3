"""`aixtui run` as a process that kills itself at one of its turns.

Arguments: `before` or `after`, the phase whose writing that is, then the command line.
"""

import os
import signal
import sys
from typing import Any

from aixtui.cli.main import run
from aixtui.stores.run_record import Progress
from aixtui.stores.runs import Runs

when, phase, *arguments = sys.argv[1:]
add, advance = Runs.add, Runs.advance


def die(this: str, moment: str) -> None:
    if (this, moment) == (phase, when):
        os.kill(os.getpid(), signal.SIGKILL)


def mortal_add(runs: Runs, *values: Any, **options: Any) -> None:
    die("intent", "before")
    add(runs, *values, **options)
    die("intent", "after")


def mortal_advance(runs: Runs, run_id: str, progress: Progress) -> None:
    die(progress.phase, "before")
    advance(runs, run_id, progress)
    die(progress.phase, "after")


Runs.add, Runs.advance = mortal_add, mortal_advance  # type: ignore[method-assign, assignment]
sys.exit(run(arguments))
