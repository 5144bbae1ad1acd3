import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.system import process_start as module
from aixtui.system.process_start import process_start

WAITING = [sys.executable, "-c", "import sys; sys.stdin.read()"]


@pytest.fixture(params=["proc", "ps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "ps":
        monkeypatch.setattr(module, "_PROC", Path("/nowhere"))
        if not process_start(os.getpid()):
            pytest.skip("no ps of the usual kind here")
    elif not Path("/proc/self/stat").exists():
        pytest.skip("no /proc here")
    return str(request.param)


@pytest.fixture
def child() -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(WAITING, stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def test_it_is_the_same_as_long_as_the_process_runs(way: str, child: "subprocess.Popen[bytes]") -> None:
    assert process_start(child.pid)
    assert process_start(child.pid) == process_start(child.pid)
    assert process_start(os.getpid()) == process_start(os.getpid()) != ""


def test_a_process_that_was_killed_does_not_run(way: str, child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead, and not yet looked after
    assert process_start(child.pid) == ""
    child.wait()
    assert process_start(child.pid) == ""


def test_a_name_may_hold_anything(tmp_path: Path) -> None:
    program = tmp_path / "a) R 1 (b"
    program.symlink_to(sys.executable)
    own_start = (
        "from aixtui.system.process_start import process_start; import os; print(process_start(os.getpid()))"
    )
    process = subprocess.run([program, "-c", own_start], capture_output=True, text=True, check=True)
    assert process.stdout.split()[-1].isdigit()


def test_where_nothing_can_say_it_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PROC", Path("/nowhere"))
    monkeypatch.setenv("PATH", "/nowhere")
    assert process_start(os.getpid()) == ""
