"""`python -m tests.kills.zygote`: a process for each plan that comes on stdin, at the cost of a fork.

It has loaded everything and has started nothing; what it prints is how each process ended.
"""

import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Self

from aixsdk import Aixplain
from aixtui.kinds.agent import AGENT
from tests.aixtui.headless import NOWHERE
from tests.kills.plan import Plan
from tests.kills.sitting import sit


class Zygote:
    """Runs plans, one after the other."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, plan: Plan) -> int:
        """Have a process carry out a plan; its exit code, below zero the signal that ended it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{plan.to_json()}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _load() -> None:
    """Load what is loaded late: each process would do it anew."""
    aix = Aixplain("a-key-of-nobody", backend_url=NOWHERE.backend_url, model_url=NOWHERE.models_url)
    AGENT.source(aix)(name="nobody").to_dict()


def _main() -> None:
    _load()
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _be_child(line)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()


def _be_child(line: str) -> None:
    code = 1
    try:
        sit(Plan.from_json(line))
        code = 0
    except BaseException:  # it is told, and the process ends here whatever it is
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _main()
