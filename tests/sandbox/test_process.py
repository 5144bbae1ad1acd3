"""A sandbox in a process of its own: what it is given, what it tells, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from aixtui.sandbox import SandboxError, start
from aixtui.sandbox.file_lock import FileLock, real_path
from aixtui.sandbox.process import SandboxProcess

SECONDS = 30
KEEPS = """
import sys, time
from pathlib import Path
from aixtui.sandbox.process import SandboxProcess
process = SandboxProcess(Path(sys.argv[1]) if len(sys.argv) > 1 else None, {})
print(process.served().address.backend_url, flush=True)
time.sleep(600)
"""


@contextmanager
def serving(db: Path | None, environment: dict[str, str] | None = None) -> Iterator[SandboxProcess]:
    process = SandboxProcess(db, os.environ if environment is None else environment)
    try:
        yield process
    finally:
        process.stop()


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health").status_code == 200
    except httpx.TransportError:
        return False


def is_free(db: Path) -> bool:
    lock = FileLock(real_path(db))
    if not lock.take():
        return False
    lock.release()
    return True


def wait_until_free(db: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while not is_free(db):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_it_serves_until_it_is_stopped(sandbox_copy: Path) -> None:
    with serving(sandbox_copy) as process:
        address, attached = process.served()
        assert process.served() == (address, attached)
        assert answers(address.backend_url)
        assert not attached
        assert not is_free(sandbox_copy)
    assert process.has_ended
    assert not answers(address.backend_url)
    assert is_free(sandbox_copy)
    process.stop()


def test_it_attaches_to_who_serves_the_file_and_leaves_that_alone(sandbox_copy: Path) -> None:
    with start(sandbox_copy) as other:
        with serving(sandbox_copy) as process:
            address, attached = process.served()
            assert attached
            assert address.backend_url == other.backend_url
        assert answers(other.backend_url)


def test_what_is_wrong_with_the_file_is_told_as_it_is_in_this_process(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    file.write_text("no database at all, but a text that is longer than the header of one" * 20)
    with pytest.raises(SandboxError) as here:
        start(file)
    with serving(file) as process, pytest.raises(type(here.value)) as there:
        process.served()
    assert (str(there.value), there.value.hint) == (str(here.value), here.value.hint)


def test_one_that_never_answers_is_told(sandbox_copy: Path) -> None:
    with serving(sandbox_copy) as process:
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(SandboxError, match="exit code -9"):
            process.served()
        assert process.has_ended


def test_one_that_is_still_starting_can_be_stopped(sandbox_copy: Path) -> None:
    process = SandboxProcess(sandbox_copy, os.environ)
    process.stop()
    assert process.has_ended
    assert is_free(sandbox_copy)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc here")
def test_it_has_the_environment_that_it_is_given(sandbox_copy: Path) -> None:
    with serving(sandbox_copy, {"AIXTUI_TEST": "yes"}) as process:
        process.served()
        environment = Path(f"/proc/{process.pid}/environ").read_bytes()
        assert b"AIXTUI_TEST=yes" in environment
        assert b"PATH=" not in environment
        line = Path(f"/proc/{process.pid}/cmdline").read_bytes()
        assert process.served().address.api_key.encode() not in environment + line


def test_nothing_is_loaded_from_the_current_folder(
    sandbox_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("open('loaded', 'w')")
    monkeypatch.chdir(tmp_path)
    with serving(sandbox_copy) as process:
        process.served()
    assert not (tmp_path / "loaded").exists()


def test_it_ends_with_who_started_it_however_that_ends(sandbox_copy: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KEEPS, str(sandbox_copy)], stdout=subprocess.PIPE) as keeper:
        assert keeper.stdout
        url = keeper.stdout.readline().decode().strip()
        assert answers(url)
        keeper.kill()
    wait_until_free(sandbox_copy)
    assert not answers(url)


def test_a_temporary_one_leaves_nothing_when_who_started_it_is_killed(tmp_path: Path) -> None:
    with_folder = KEEPS.replace("None, {}", f"None, {{'TMPDIR': {str(tmp_path)!r}}}")
    with subprocess.Popen([sys.executable, "-c", with_folder], stdout=subprocess.PIPE) as keeper:
        assert keeper.stdout
        assert answers(keeper.stdout.readline().decode().strip())
        assert list(tmp_path.iterdir())
        keeper.kill()
    deadline = time.monotonic() + SECONDS
    while list(tmp_path.iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
