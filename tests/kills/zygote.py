"""`python -m tests.kills.zygote MODULE`: a process for each plan that comes on stdin, at the cost of a fork.

`MODULE` has `load()`, which loads what is loaded late, and `live(line)`, which carries a plan out and returns
its exit code. The zygote has loaded everything and has started nothing; it prints how each process ended.
"""

import gc
import importlib
import os
import subprocess
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Self


class Zygote:
    """Runs plans, one after the other."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.zygote", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, plan: str) -> int:
        """Have a process carry out a plan; its exit code, below zero the signal that ended it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{plan}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _main(module: ModuleType) -> None:
    module.load()
    gc.freeze()  # no process copies all memory only to find no garbage in it
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _be_child(module, line)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()


def _be_child(module: ModuleType, line: str) -> None:
    code = 1
    try:
        code = module.live(line)
    except BaseException:  # it is told, and the process ends here whatever it is
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _main(importlib.import_module(sys.argv[1]))
