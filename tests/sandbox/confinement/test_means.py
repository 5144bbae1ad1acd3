"""What code can see and do under each means of this machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from aixtui.sandbox.confinement.call import Call, CallError
from aixtui.sandbox.confinement.choice import confinement, failure_of
from aixtui.sandbox.confinement.means import UNCONFINED, Means

SECRET = "a-secret-that-nobody-may-see"
SEARCH = """
import os

def search(secret, folders):
    wanted, found = secret[::-1].encode(), []
    for top in folders:
        for folder, _, names in os.walk(top):
            for name in names:
                if "/task/" in folder or name not in ("environ", "cmdline", "secret.txt"):
                    continue
                try:
                    with open(os.path.join(folder, name), "rb") as file:
                        if wanted in file.read(100_000):
                            found.append(os.path.join(folder, name))
                except OSError:
                    pass
    return found
"""


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[list[str]]:
    """Where a process with a secret in its environment and a file with one in a home can be found."""
    (tmp_path / "secret.txt").write_text(SECRET)
    sleep = [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"]
    with subprocess.Popen(sleep, env={"SECRET": SECRET}, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        yield [f"/proc/{process.pid}", "/proc", str(tmp_path), str(Path.home())]
        process.kill()


def call(code: str, function: str, seconds: float = 20, **inputs: object) -> Call:
    return Call(code, function, inputs, seconds)


def test_a_search_that_sees_everything_finds_both_secrets(secrets: list[str]) -> None:
    folders = [secrets[0], secrets[2]]
    found = call(SEARCH, "search", secret=SECRET[::-1], folders=folders).result(UNCONFINED)
    assert isinstance(found, list)
    assert {Path(path).name for path in found} == {"environ", "secret.txt"}


def test_code_finds_no_secret_in_any_process_and_any_folder(secrets: list[str], means: Means) -> None:
    assert call(SEARCH, "search", secret=SECRET[::-1], folders=secrets).result(means) == []


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd').read()",
        "open('/proc/%d/mem' % pid, 'rb')",
        "open('/proc/self/environ')",
        "open('/usr/written', 'w')",
        "open(os.path.join(os.path.dirname(os.__file__), 'written'), 'w')",
        "os.fork()",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.setsid()",
        "os.kill(pid, 0)",
        "__import__('socket').socket()",
        "__import__('ctypes').CDLL(None, use_errno=True).ptrace(16, pid, 0, 0) and 1 / 0",
    ],
)
def test_code_reaches_nothing_of_others(means: Means, attempt: str) -> None:
    code = f"import os\ndef attempt(home, pid):\n    {attempt}\n"
    with pytest.raises(CallError, match="Error"):
        call(code, "attempt", home=str(Path.home()), pid=os.getpid()).result(means)


def test_code_has_what_it_needs(means: Means) -> None:
    code = """
import json, os, ssl, sqlite3, tempfile, threading, zoneinfo, decimal, asyncio

def work():
    thread = threading.Thread(target=print)
    thread.start()
    thread.join()
    with tempfile.TemporaryFile() as file, open(os.devnull, "w") as nothing:
        file.write(b"kept")
    open("mine.txt", "w").write("x")
    return [os.listdir(), sorted(os.environ), asyncio.run(asyncio.sleep(0, 3))]
"""
    found = call(code, "work").result(means)
    assert isinstance(found, list)
    assert "mine.txt" in found[0]
    assert found[2] == 3
    assert not {"HOME", "PATH", "USER"} & {*found[1]}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("while True: pass", "It did not end within 1 seconds."),
        ("import time; time.sleep(30)", "It did not end within 1 seconds."),
        ("while True: os.write(2, b'x' * 100_000)", "It wrote more than 1,000,000 bytes."),
        ("while True: os.write(1, b'x' * 100_000)", "It wrote more than 1,000,000 bytes."),
        ("return 'x' * 2_000_000", "The result is longer than 1,000,000 bytes."),
        ("return bytearray(2 ** 32)", "MemoryError"),
        ("open('x', 'wb').write(bytes(20_000_000))", "File too large"),
        ("os.write(1, b'[' * 900_000); os._exit(0)", "The code ended without a result."),
        ("os.write(1, b'3'); os._exit(0)", "The code ended without a result."),
        (
            "\n    import threading, time\n    threading.stack_size(65536)\n"
            "    while True: threading.Thread(target=time.sleep, args=(9,)).start()",
            "It had more than 64 threads.",
        ),
    ],
)
def test_code_ends_at_its_limits(means: Means, body: str, sentence: str) -> None:
    began = monotonic()
    with pytest.raises(CallError, match=sentence):
        call(f"import os\ndef f():\n    {body}", "f", seconds=1).result(means)
    assert monotonic() - began < 5


def test_nothing_outlives_the_limit(means: Means) -> None:
    code = "import time\ndef f():\n    while True: time.sleep(0.01)"
    before = processes_below(os.getpid())
    with pytest.raises(CallError, match="It did not end"):
        call(code, "f", seconds=0.5).result(means)
    assert processes_below(os.getpid()) <= before


def processes_below(pid: int) -> set[str]:
    """The processes that it started, and those below them."""
    found, below = set[str](), [str(pid)]
    while below:
        for path in Path(f"/proc/{below.pop()}/task").glob("*/children"):
            below += path.read_text().split()
        found |= {*below}
    return found


def test_this_kind_of_machine_has_a_means() -> None:
    if not Path("/proc/sys/kernel/osrelease").exists():
        pytest.skip("no Linux: there is no means")
    assert confinement().holds, confinement().failures


def test_what_confines_nothing_is_found_out() -> None:
    assert "can be read" in str(failure_of(UNCONFINED))


def test_code_ends_with_whoever_ran_it(means: Means) -> None:
    code = "import time\ndef f():\n    time.sleep(60)"
    program = (
        "import sys\nfrom aixtui.sandbox.confinement.call import Call\n"
        "from aixtui.sandbox.confinement.means import MEANS\n"
        f"Call({code!r}, 'f', {{}}, 60).result({{m.name: m for m in MEANS}}[sys.argv[1]])"
    )
    with subprocess.Popen([sys.executable, "-c", program, means.name]) as process:
        while not (started := processes_below(process.pid)):
            sleep(0.05)
        sleep(0.3)  # until the last of them runs the code
        started |= processes_below(process.pid)
        process.kill()
    deadline = monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in started) and monotonic() < deadline:
        sleep(0.05)
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
